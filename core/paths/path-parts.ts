import { KernelError } from '../errors/kernel-error.ts'
import { describeKind, isAbsent } from '../values.ts'

/**
 * The parts of a path that say something: null and empty ones are left out, numbers are written out.
 *
 * @param input Name of the input they come from, for the message.
 * @throws {KernelError} `invalid_input` for a part that is neither text nor a number.
 */
export function pathParts(values: readonly unknown[], input: string): string[] {
  const parts: string[] = []
  for (const value of values) {
    if (isAbsent(value) || value === '') continue
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new KernelError('invalid_input', `${input} must hold strings and numbers, found ${describeKind(value)}`, {
        data: { input, found: describeKind(value) },
      })
    }
    parts.push(String(value))
  }
  return parts
}
