import { KernelError } from '../errors/kernel-error.ts'
import type { Component } from '../resolve/registry.ts'
import type { Context } from './frame.ts'
import type { LinkedStep } from './link.ts'
import { missingCapability } from './run-state.ts'

/**
 * What an id means in a context: registered, bound, or found by the kernel's loader, which also knows what ids are bound
 * to.
 *
 * @throws {KernelError} `component_not_found`, `contract_unbound`, `implementation_not_registered`,
 *   `host_capability_missing`, and whatever the loader says of a component it knows to be broken.
 */
export function resolveComponent(ctx: Context, id: string): Component | Promise<Component> {
  const found = lookUp(ctx, id)
  if (!('unmet' in found)) return callable(found, ctx)
  const loaded = ctx.run.loader?.load(found.unmet)
  if (loaded instanceof Promise) return loaded.then((component) => accept(component, found, ctx))
  return accept(loaded, found, ctx)
}

/** An id that no level has, perhaps because another id is bound to it. */
interface Unmet {
  readonly unmet: string
  /** Of the binding; it stands unless the loader knows the id. */
  readonly error?: KernelError
}

function lookUp(ctx: Context, id: string): Component | Unmet {
  try {
    return ctx.registry.resolve(id) ?? { unmet: id }
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'implementation_not_registered') throw error
    const target = ctx.registry.binding(id)
    if (target === undefined) throw error
    return { unmet: target, error }
  }
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

function accept(component: Component | undefined, { unmet, error }: Unmet, ctx: Context): Component {
  if (component === undefined) throw error ?? notFound(unmet)
  return callable(component, ctx)
}

function callable(component: Component, ctx: Context): Component {
  for (const capability of component.needs ?? []) {
    if (ctx.run.host[capability] === undefined) throw missingCapability(capability, component.id, ctx.run.host)
  }
  // The one place where a run with a journal differs: whatever a step or a script calls was looked up here.
  return ctx.run.durable === undefined ? component : ctx.run.durable.component(component)
}

function notFound(id: string): KernelError {
  return id.startsWith('lcod://contract/')
    ? new KernelError('contract_unbound', `No binding for contract: ${id}`, { data: { contract: id } })
    : new KernelError('component_not_found', `Func not found: ${id}`, { data: { component: id } })
}
