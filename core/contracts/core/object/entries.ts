import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Lists the keys of an object with their values, in the order in which they were added.
 *
 * @returns an empty list for an empty or absent object.
 * @throws {KernelError} `invalid_input` when `object` is no object.
 * Spec: contracts.md 1.2 `object/entries`.
 */
export const objectEntries = defineContract<{ object: Dict }>({
  id: 'lcod://contract/core/object/entries@1',
  aliases: ['lcod://core/object/entries@1'],
  summary: 'Lists the keys of an object with their values.',
  input: {
    type: 'object',
    properties: { object: { type: 'object', default: {}, description: 'The object to list' } },
  },
  output: {
    type: 'object',
    required: ['entries'],
    properties: {
      entries: { type: 'array', items: { type: 'array' }, description: 'One pair of key and value for each key' },
    },
  },
  example: {
    input: { object: { b: 1, a: 2 } },
    output: {
      entries: [
        ['b', 1],
        ['a', 2],
      ],
    },
  },
  run: ({ object }) => ({ entries: Object.entries(object).filter(([, value]) => value !== undefined) }),
})
