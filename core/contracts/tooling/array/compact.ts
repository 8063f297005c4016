import { isAbsent } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Gives a new array without the nulls; other values stay, also 0, `""` and false.
 *
 * @returns an empty list for what is no array.
 * Spec: contracts.md 3.1.4.
 */
export const arrayCompact = defineContract<{ items: unknown[] }>({
  id: 'lcod://contract/tooling/array/compact@1',
  aliases: ['lcod://tooling/array/compact@0.1.0'],
  summary: 'Gives an array without its nulls.',
  input: {
    type: 'object',
    properties: { items: { type: 'array', default: [], 'x-lenient': true, description: 'The array' } },
  },
  output: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', description: 'The items that are not null' } },
  },
  example: { input: { items: [1, null, 0] }, output: { values: [1, 0] } },
  run: ({ items }) => ({ values: items.filter((item) => !isAbsent(item)) }),
})
