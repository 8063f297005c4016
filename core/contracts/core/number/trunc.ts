import { defineContract } from '../../define-contract.ts'

/**
 * Cuts the fraction off a number, toward zero.
 *
 * @throws {KernelError} `invalid_input` (`value must be a number`) for everything but a finite number.
 * Spec: contracts.md 1.5 `number/trunc`.
 */
export const numberTrunc = defineContract<{ value: number }>({
  id: 'lcod://contract/core/number/trunc@1',
  aliases: ['lcod://core/number/trunc@1'],
  summary: 'Cuts the fraction off a number.',
  input: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'number', description: 'A finite number' } },
  },
  output: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'integer', description: 'The number without its fraction' } },
  },
  example: { input: { value: -2.7 }, output: { value: -2 } },
  // JSON does not know a negative zero; adding 0 makes it the ordinary one.
  run: ({ value }) => ({ value: Math.trunc(value) + 0 }),
})
