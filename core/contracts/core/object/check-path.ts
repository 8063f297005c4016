import { KernelError } from '../../../errors/kernel-error.ts'
import { describeKind } from '../../../values.ts'

/** A path inside a value: keys and indexes, outermost first. */
export type ValuePath = readonly (string | number)[]

/**
 * Checks that every segment is a non-empty string or an integer.
 *
 * @throws {KernelError} `invalid_input` naming the first segment that is neither.
 */
export function checkPath(path: readonly unknown[], component: string): ValuePath {
  return path.map((segment, index) => {
    if (typeof segment === 'string' && segment !== '') return segment
    if (typeof segment === 'number' && Number.isInteger(segment)) return segment
    const found =
      segment === '' ? 'an empty string' : typeof segment === 'number' ? `${segment}` : describeKind(segment)
    throw new KernelError('invalid_input', `path[${index}] must be a non-empty string or an integer, found ${found}`, {
      data: { component, input: 'path', found },
    })
  })
}
