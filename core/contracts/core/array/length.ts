import { defineContract } from '../../define-contract.ts'

/**
 * Counts the items of an array.
 *
 * Composes use its error as a type test, so everything that is no array is refused, absent included.
 *
 * @throws {KernelError} `invalid_input` (`items must be an array`).
 * Spec: contracts.md 1.1 `array/length`.
 */
export const arrayLength = defineContract<{ items: unknown[] }>({
  id: 'lcod://contract/core/array/length@1',
  aliases: ['lcod://axiom/array/length@1', 'lcod://core/array/length@1'],
  summary: 'Counts the items of an array.',
  input: {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', description: 'The array to count' } },
  },
  output: {
    type: 'object',
    required: ['length'],
    properties: { length: { type: 'integer', minimum: 0, description: 'How many items there are' } },
  },
  example: { input: { items: ['a', 'b'] }, output: { length: 2 } },
  run: ({ items }) => ({ length: items.length }),
})
