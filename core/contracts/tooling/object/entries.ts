import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Lists the keys of an object with their values, in the order in which they were added.
 *
 * @returns an empty list for what is no object.
 * Spec: contracts.md 3.1.12 `object/entries`.
 */
export const toolingObjectEntries = defineContract<{ value: Dict }>({
  id: 'lcod://tooling/object/entries@0.1.0',
  summary: 'Lists the keys of an object with their values.',
  input: {
    type: 'object',
    properties: { value: { type: 'object', default: {}, 'x-lenient': true, description: 'The object' } },
  },
  output: {
    type: 'object',
    required: ['entries'],
    properties: { entries: { type: 'array', description: 'One pair of key and value for each key' } },
  },
  example: {
    input: { value: { b: 1, a: 2 } },
    output: {
      entries: [
        ['b', 1],
        ['a', 2],
      ],
    },
  },
  run: ({ value }) => ({ entries: Object.entries(value).filter(([, part]) => part !== undefined) }),
})
