import { defineContract } from '../../define-contract.ts'

/**
 * Splits an array into its first item and a new array of the others.
 *
 * @returns `head` null and `rest` empty for an empty array, and for anything that is no array.
 * Spec: contracts.md 1.1 `array/shift`.
 */
export const arrayShift = defineContract<{ items: unknown[] }>({
  id: 'lcod://contract/core/array/shift@1',
  aliases: ['lcod://axiom/array/shift@1', 'lcod://core/array/shift@1'],
  summary: 'Splits an array into its first item and the others.',
  input: {
    type: 'object',
    properties: {
      items: { type: 'array', default: [], 'x-lenient': true, description: 'The array to split' },
    },
  },
  output: {
    type: 'object',
    required: ['head', 'rest'],
    properties: {
      head: { description: 'The first item, or null' },
      rest: { type: 'array', description: 'The items after it' },
    },
  },
  example: { input: { items: ['a', 'b', 'c'] }, output: { head: 'a', rest: ['b', 'c'] } },
  run: ({ items }) => ({ head: items[0] ?? null, rest: items.slice(1) }),
})
