import type { Component, RegistryScope } from '../../../../core/resolve/registry.ts'
import type { JsonSchema } from '../../../../core/run/component.ts'
import { isDict } from '../../../../core/values.ts'
import { moduleComponent } from './module-component.ts'
import type { ModuleContext, ModuleFunction } from './module-context.ts'

export interface RegistryEntry {
  readonly id: string
  /** Calls it, from this module. */
  readonly fn: (context: ModuleContext, input?: unknown) => Promise<unknown>
  readonly inputSchema: JsonSchema | undefined
  readonly outputSchema: JsonSchema | undefined
  /** Declared outputs; empty when nothing is declared. */
  readonly outputs: readonly string[]
}

export interface RegisterOptions {
  readonly inputSchema?: unknown
  readonly outputSchema?: unknown
  readonly outputs?: readonly string[]
}

/** One level of the registry, as modules use it. Natives of the kernel keep their ids. */
export interface ModuleRegistry {
  /** Registers a function here; it is gone with this level: the registry scope around the step, else the run. */
  register(id: string, fn: ModuleFunction, options?: RegisterOptions): void
  /** What is registered or bound here, at this level or further out; undefined for what is found at its first call. */
  get(id: string): RegistryEntry | undefined
  /** Adds bindings: contract id → implementation id. */
  setBindings(bindings: Readonly<Record<string, string>>): void
  /** Every binding that counts here. */
  readonly bindings: Readonly<Record<string, string>>
}

/** Spec: engine.md 2.8, 4.1. */
export function createModuleRegistry(registry: RegistryScope, context: ModuleContext): ModuleRegistry {
  return {
    register: (id, fn, options = {}) => registry.register(moduleComponent({ ...options, id, run: fn })),
    get(id) {
      const component = registry.resolve(id)
      return component && entryOf(id, component, context)
    },
    setBindings: (bindings) => registry.bind(Object.entries(bindings)),
    get bindings() {
      return Object.fromEntries(registry.bindings())
    },
  }
}

function entryOf(id: string, component: Component, context: ModuleContext): RegistryEntry {
  const isCompose = component.kind === 'compose'
  return {
    id: component.id,
    fn: (given: ModuleContext = context, input?: unknown) => given.call(id, input),
    inputSchema: isCompose ? component.inputSchema : component.input,
    outputSchema: isCompose ? component.outputSchema : component.output,
    outputs: isCompose ? (component.outputs ?? []) : propertiesOf(component.output),
  }
}

function propertiesOf(schema: JsonSchema | undefined): string[] {
  const properties = schema?.['properties']
  return isDict(properties) ? Object.keys(properties) : []
}
