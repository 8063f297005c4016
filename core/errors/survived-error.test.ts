import { expect, test } from 'vitest'
import { ExecutionCancelledError, KernelError } from './kernel-error.ts'
import { survivedError } from './survived-error.ts'

test('survivedError() gives every error but a cancellation', () => {
  const error = new KernelError('ENOENT', 'Nothing there')
  expect(survivedError(error)).toBe(error)
  expect(survivedError('text').message).toBe('text')
  const cancelled = new ExecutionCancelledError()
  expect(() => survivedError(cancelled)).toThrow(cancelled)
})
