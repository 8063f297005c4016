import { bareId, bareIds } from '../../../core/compose/bare-ids.ts'
import { nearestName } from '../../../core/compose/nearest-name.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { RegistryScope } from '../../../core/resolve/registry.ts'
import { isDict, own } from '../../../core/values.ts'

/** For an error about an id that nothing has: what was probably meant, as a sentence. */
export function suggestId(error: unknown, registry: RegistryScope): string | undefined {
  if (!(error instanceof KernelError) || !isDict(error.data)) return undefined
  if (error.code !== 'component_not_found' && error.code !== 'contract_unbound') return undefined
  const id = own(error.data, 'component') ?? own(error.data, 'contract')
  if (typeof id !== 'string') return undefined
  const known = bareIds(Array.from(registry.list(), (component) => component.id))
  const near = known.get(nearestName(bareId(id), known.keys()) ?? '')
  return near === undefined ? undefined : `Did you mean "${near}"?`
}
