import { bareId, bareIds } from '../../compose/bare-ids.ts'
import { nearestName } from '../../compose/nearest-name.ts'
import type { RegistryScope } from '../../resolve/registry.ts'
import { callRange, didYouMean, type TextRule } from './text-rule.ts'

/**
 * Ids that nothing here has. A warning where bindings and registrations of a run can still give them a meaning; an error
 * in the namespaces that are the kernel's own.
 *
 * Spec: engine.md 4.2.
 */
export const unknownComponent: TextRule = function* (context) {
  const { id, component, isBound, registry, step } = context
  if (id === '' || component !== undefined || isBound) return
  const known = knownIds(registry)
  const near = known.get(nearestName(bareId(id), known.keys()) ?? '')
  yield {
    code: 'unknown_component',
    severity: isKernels(id) ? 'error' : 'warning',
    message: `Nothing here has the id "${id}"`,
    pointer: `${step.pointer}/call`,
    range: callRange(context),
    ...didYouMean(near),
  }
}

/** `flow` and `kernel` are not for components: nobody brings what they lack. */
function isKernels(id: string): boolean {
  return /^lcod:\/\/(flow|kernel)\//.test(id)
}

const ids = new WeakMap<RegistryScope, { readonly epoch: number; readonly ids: ReadonlyMap<string, string> }>()

/** Every id and alias, collected once per registry: one unknown id must not cost a walk over thousands. */
function knownIds(registry: RegistryScope): ReadonlyMap<string, string> {
  const known = ids.get(registry)
  if (known?.epoch === registry.epoch) return known.ids
  const collected = bareIds(Array.from(registry.list(), ({ id, aliases = [] }) => [id, ...aliases]).flat())
  ids.set(registry, { epoch: registry.epoch, ids: collected })
  return collected
}
