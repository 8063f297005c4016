import { defineContract } from '../define-contract.ts'

/**
 * Tells whether a number is even.
 *
 * @returns `ok` false for a number with a fraction and for an absent one.
 * @throws {KernelError} `invalid_input` when `value` is no number.
 * Spec: contracts.md 1.16 `impl/is_even`.
 */
export const implIsEven = defineContract<{ value?: number }>({
  id: 'lcod://impl/is_even@1',
  summary: 'Tells whether a number is even.',
  input: { type: 'object', properties: { value: { type: 'number', description: 'The number' } } },
  output: {
    type: 'object',
    required: ['ok'],
    properties: { ok: { type: 'boolean', description: 'Whether it is even' } },
  },
  example: { input: { value: 4 }, output: { ok: true } },
  run: ({ value }) => ({ ok: value !== undefined && value % 2 === 0 }),
})
