import { ExecutionCancelledError, type KernelError } from './kernel-error.ts'
import { normaliseError } from './normalise-error.ts'

/**
 * An error that a component reports instead of failing with it.
 *
 * @throws {ExecutionCancelledError} when that is what was thrown: nothing survives a cancellation.
 */
export function survivedError(thrown: unknown): KernelError {
  const error = normaliseError(thrown)
  if (error instanceof ExecutionCancelledError) throw error
  return error
}
