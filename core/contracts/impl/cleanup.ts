import { defineContract } from '../define-contract.ts'

/**
 * Says that it has cleaned up: for trying out `finally` slots.
 *
 * Spec: contracts.md 1.16 `impl/cleanup`.
 */
export const implCleanup = defineContract({
  id: 'lcod://impl/cleanup@1',
  summary: 'Says that it has cleaned up.',
  input: { type: 'object' },
  output: {
    type: 'object',
    required: ['cleaned'],
    properties: { cleaned: { type: 'boolean', description: 'Always true' } },
  },
  example: { input: {}, output: { cleaned: true } },
  run: () => ({ cleaned: true }),
})
