import { nearestName } from '../../compose/nearest-name.ts'
import type { RegistryScope } from '../../resolve/registry.ts'
import { callRange, didYouMean, type TextRule } from './text-rule.ts'

/** Ids that nothing here has. A warning: bindings and registrations of a run can still give them a meaning. */
export const unknownComponent: TextRule = function* (context) {
  const { id, component, isBound, registry, step } = context
  if (id === '' || component !== undefined || isBound) return
  const near = nearestName(id, knownIds(registry))
  yield {
    code: 'unknown_component',
    severity: 'warning',
    message: `Nothing here has the id "${id}"`,
    pointer: `${step.pointer}/call`,
    range: callRange(context),
    ...didYouMean(near),
  }
}

const ids = new WeakMap<RegistryScope, { readonly epoch: number; readonly ids: readonly string[] }>()

/** Every id and alias, collected once per registry: one unknown id must not cost a walk over thousands. */
function knownIds(registry: RegistryScope): readonly string[] {
  const known = ids.get(registry)
  if (known?.epoch === registry.epoch) return known.ids
  const collected = Array.from(registry.list(), ({ id, aliases = [] }) => [id, ...aliases]).flat()
  ids.set(registry, { epoch: registry.epoch, ids: collected })
  return collected
}
