import { defineContract } from '../../define-contract.ts'

/**
 * Lists the texts that occur more than once, each once, in the order in which their second occurrence is met.
 *
 * Items that are no text do not count.
 *
 * @returns an empty list for what is no array.
 * Spec: contracts.md 3.1.6.
 */
export const arrayFindDuplicates = defineContract<{ items: unknown[] }>({
  id: 'lcod://contract/tooling/array/find_duplicates@1',
  aliases: ['lcod://tooling/array/find_duplicates@0.1.0'],
  summary: 'Lists the texts that occur more than once.',
  input: {
    type: 'object',
    properties: { items: { type: 'array', default: [], 'x-lenient': true, description: 'The array' } },
  },
  output: {
    type: 'object',
    required: ['duplicates'],
    properties: { duplicates: { type: 'array', items: { type: 'string' }, description: 'Each repeated text once' } },
  },
  example: { input: { items: ['a', 'b', 'a', 'c', 'b'] }, output: { duplicates: ['a', 'b'] } },
  run({ items }) {
    const seen = new Set<string>()
    const duplicates = new Set<string>()
    for (const item of items) {
      if (typeof item !== 'string') continue
      if (seen.has(item)) duplicates.add(item)
      seen.add(item)
    }
    return { duplicates: [...duplicates] }
  },
})
