import { hasOwn, isDict } from '../values.ts'
import { KernelError } from './kernel-error.ts'

/**
 * Whatever was thrown, as a `KernelError`: one comes back as it is; other errors keep a string `code`, a non-empty
 * `message` and `data`.
 *
 * Spec: engine.md 3.7.
 */
export function normaliseError(thrown: unknown): KernelError {
  if (thrown instanceof KernelError) return thrown
  if (typeof thrown === 'string') return new KernelError('unexpected_error', thrown)
  if (thrown instanceof RangeError && /call stack|too much recursion/i.test(thrown.message)) {
    return new KernelError('budget_exceeded', 'The call stack of the host is used up', {
      cause: thrown,
      data: { budget: 'stack' },
      hint: 'Nest less deeply',
    })
  }
  if (!(thrown instanceof Error) && !isDict(thrown)) return new KernelError('unexpected_error', 'Unexpected error')
  const { code, message, data } = thrown as { code?: unknown; message?: unknown; data?: unknown }
  return new KernelError(
    typeof code === 'string' && code !== '' ? code : 'unexpected_error',
    typeof message === 'string' && message !== '' ? message : 'Unexpected error',
    { cause: thrown, ...(hasOwn(thrown, 'data') ? { data } : {}) },
  )
}
