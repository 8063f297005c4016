import { bareId, bareIds } from '../../../../core/compose/bare-ids.ts'
import { nearestName } from '../../../../core/compose/nearest-name.ts'
import { KernelError } from '../../../../core/errors/kernel-error.ts'

/** The error for an id that is not among those that could be taken out: says which of them was probably meant. */
export function notRequired(id: string, where: string, known: readonly string[]): KernelError {
  const bare = bareIds(known)
  const near = bare.get(nearestName(bareId(id), bare.keys()) ?? '')
  const listed = known.length === 0 ? 'there are none' : `there is ${known.slice(0, 20).join(', ')}`
  return new KernelError('dependency_not_required', `"${id}" is not among ${where}: ${listed}`, {
    data: { id, known },
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}
