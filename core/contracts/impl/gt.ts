import { defineContract } from '../define-contract.ts'

interface GtInput {
  value?: number
  limit?: number
}

/**
 * Tells whether a number is greater than a limit.
 *
 * @returns `ok` false for equal numbers, and when one of the two is absent.
 * @throws {KernelError} `invalid_input` when one of the two is no number.
 * Spec: contracts.md 1.16 `impl/gt`.
 */
export const implGt = defineContract<GtInput>({
  id: 'lcod://impl/gt@1',
  summary: 'Tells whether a number is greater than a limit.',
  input: {
    type: 'object',
    properties: {
      value: { type: 'number', description: 'The number' },
      limit: { type: 'number', description: 'What it has to exceed' },
    },
  },
  output: {
    type: 'object',
    required: ['ok'],
    properties: { ok: { type: 'boolean', description: 'Whether `value` is greater than `limit`' } },
  },
  example: { input: { value: 3, limit: 2 }, output: { ok: true } },
  run: ({ value, limit }) => ({ ok: value !== undefined && limit !== undefined && value > limit }),
})
