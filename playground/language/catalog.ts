import { type Component, RegistryScope } from '../../core/resolve/registry.ts'
import type { ComponentInfo, JsonSchema } from '../../core/run/component.ts'

/** What the service needs to know of a component: descriptors are enough, nothing is run. */
export interface KnownComponent extends ComponentInfo {
  /** Names that a manifest declares, when it says no more of them. */
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly slotNames?: readonly string[]
  /** Schemas that a manifest declares. */
  readonly inputSchema?: JsonSchema
  readonly outputSchema?: JsonSchema
}

/** A registry of components that are only looked at. */
export function catalogOf(components: Iterable<KnownComponent>): RegistryScope {
  return new RegistryScope(null, { components: Array.from(components, toComponent) })
}

function toComponent(known: KnownComponent): Component {
  return isComponent(known) ? known : { ...known, kind: 'compose', composition: { steps: [] } }
}

function isComponent(known: KnownComponent): known is Component {
  return 'kind' in known
}
