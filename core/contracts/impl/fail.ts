import { KernelError } from '../../errors/kernel-error.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Always fails: for trying out error handling.
 *
 * @throws {KernelError} `unexpected_error` (`boom`).
 * Spec: contracts.md 1.16 `impl/fail`.
 */
export const implFail = defineContract({
  id: 'lcod://impl/fail@1',
  summary: 'Always fails.',
  input: { type: 'object' },
  output: { type: 'object' },
  run() {
    throw new KernelError('unexpected_error', 'boom')
  },
})
