import { defineContract } from '../../define-contract.ts'

interface AppendInput {
  array: unknown[]
  items?: unknown[]
  item?: unknown
}

/**
 * Gives a new array: `array`, then all of `items`, then `item`. Nothing that was passed changes.
 *
 * `item` counts when it was passed, null included. With neither, the result is a copy.
 *
 * @returns the new array under `value`, and its length.
 * @throws {KernelError} `invalid_input` when `array` or `items` is no array.
 * Spec: contracts.md 1.1 `array/append`.
 */
export const arrayAppend = defineContract<AppendInput>({
  id: 'lcod://contract/core/array/append@1',
  aliases: ['lcod://axiom/array/append@1', 'lcod://core/array/append@1'],
  summary: 'Gives a new array with more items at its end.',
  input: {
    type: 'object',
    required: ['array'],
    properties: {
      array: { type: 'array', description: 'The array to start from' },
      items: { type: 'array', description: 'Items to add' },
      item: { description: 'One more item, added after `items`; null counts' },
    },
  },
  output: {
    type: 'object',
    required: ['value', 'length'],
    properties: {
      value: { type: 'array', description: 'The new array' },
      length: { type: 'integer', minimum: 0, description: 'How many items it has' },
    },
  },
  example: { input: { array: [1], items: [2, 3], item: 4 }, output: { value: [1, 2, 3, 4], length: 4 } },
  run({ array, items, item }) {
    const value = items === undefined ? array.slice() : array.concat(items)
    if (item !== undefined) value.push(item)
    return { value, length: value.length }
  },
})
