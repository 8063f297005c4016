import { KernelError } from '../errors/kernel-error.ts'

/**
 * JSON text of a value on its way into a sandbox; what JSON cannot say becomes `null`.
 *
 * @param what the value's name, for the message.
 * @throws {KernelError} `script_limit_exceeded` when it is nested too deeply for the host,
 *   `script_result_not_serialisable` when it is no JSON value.
 */
export function borderText(value: unknown, what: string): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch (cause) {
    const deep = cause instanceof RangeError
    throw new KernelError(
      deep ? 'script_limit_exceeded' : 'script_result_not_serialisable',
      deep ? `${what} is nested too deep` : `${what} is not JSON: ${String(cause)}`,
      { cause },
    )
  }
}
