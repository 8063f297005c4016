import { isAbsent } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Gives a new array in which the arrays of the first level are replaced by their items, without nulls.
 *
 * @returns an empty list for what is no array.
 * Spec: contracts.md 3.1.5.
 */
export const arrayFlatten = defineContract<{ items: unknown[] }>({
  id: 'lcod://contract/tooling/array/flatten@1',
  aliases: ['lcod://tooling/array/flatten@0.1.0'],
  summary: 'Replaces arrays in an array by their items.',
  input: {
    type: 'object',
    properties: { items: { type: 'array', default: [], 'x-lenient': true, description: 'The array' } },
  },
  output: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', description: 'The items, one level up, without nulls' } },
  },
  example: { input: { items: [1, [2, [3]], null] }, output: { values: [1, 2, [3]] } },
  run: ({ items }) => ({ values: items.flat().filter((item) => !isAbsent(item)) }),
})
