import { defineContract } from '../../define-contract.ts'

/**
 * Gives a new array: `items`, then all of `values`, then `value` when it was passed, null included.
 *
 * Nothing that was passed changes, also with `clone: false`: the lock of the resolver comes out wrong otherwise.
 *
 * @returns the new array under `items`, and its length; what is no array counts as an empty one.
 * Spec: contracts.md 3.1.7.
 */
export const toolingArrayAppend = defineContract<{ items: unknown[]; values: unknown[]; value?: unknown }>({
  id: 'lcod://contract/tooling/array/append@1',
  aliases: ['lcod://tooling/array/append@0.1.0'],
  summary: 'Gives a new array with more items at its end.',
  input: {
    type: 'object',
    properties: {
      items: { type: 'array', default: [], 'x-lenient': true, description: 'The array to start from' },
      values: { type: 'array', default: [], 'x-lenient': true, description: 'Items to add' },
      value: { description: 'One more item, added after `values`; null counts' },
      clone: { description: 'Accepted and without effect' },
    },
  },
  output: {
    type: 'object',
    required: ['items', 'length'],
    properties: {
      items: { type: 'array', description: 'The new array' },
      length: { type: 'integer', description: 'How many items it has' },
    },
  },
  example: { input: { items: [1], values: [2], value: 3 }, output: { items: [1, 2, 3], length: 3 } },
  run({ items, values, value }) {
    const result = items.concat(values)
    if (value !== undefined) result.push(value)
    return { items: result, length: result.length }
  },
})
