import { KernelError } from '../errors/kernel-error.ts'
import type { Component } from '../resolve/registry.ts'
import type { Context } from './frame.ts'
import type { LinkedStep } from './link.ts'
import { missingCapability } from './run-state.ts'

/**
 * What an id means in a context: registered, bound, or found by the kernel's loader.
 *
 * @throws {KernelError} `component_not_found`, `contract_unbound`, `implementation_not_registered`,
 *   `host_capability_missing`, and whatever the loader says of a component it knows to be broken.
 */
export function resolveComponent(ctx: Context, id: string): Component | Promise<Component> {
  const found = ctx.registry.resolve(id)
  if (found !== undefined) return ensureCapable(found, ctx)
  const loaded = ctx.run.loader?.load(id)
  if (loaded instanceof Promise) return loaded.then((component) => accept(component, id, ctx))
  return accept(loaded, id, ctx)
}

/** `resolveComponent` for a step, remembered until anything is registered. */
export function resolveStep(step: LinkedStep, ctx: Context): Component | Promise<Component> {
  const { registry } = ctx
  if (step.resolvedIn === registry && step.resolvedAt === registry.epoch) return step.resolved!
  const resolved = resolveComponent(ctx, step.call)
  if (resolved instanceof Promise) return resolved
  step.resolved = resolved
  step.resolvedIn = registry
  step.resolvedAt = registry.epoch
  return resolved
}

function accept(component: Component | undefined, id: string, ctx: Context): Component {
  if (component === undefined) throw notFound(id)
  return ensureCapable(component, ctx)
}

function ensureCapable(component: Component, ctx: Context): Component {
  for (const capability of component.needs ?? []) {
    if (ctx.run.host[capability] === undefined) throw missingCapability(capability, component.id, ctx.run.host)
  }
  return component
}

function notFound(id: string): KernelError {
  return id.startsWith('lcod://contract/')
    ? new KernelError('contract_unbound', `No binding for contract: ${id}`, { data: { contract: id } })
    : new KernelError('component_not_found', `Func not found: ${id}`, { data: { component: id } })
}
