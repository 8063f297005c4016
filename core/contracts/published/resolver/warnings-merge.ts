import { defineContract } from '../../define-contract.ts'

/**
 * Joins lists of warnings into one. What is no list and what is no text counts for nothing.
 *
 * Spec: contracts.md 3.2.7 `resolver/warnings/merge`, as intended.
 */
export const resolverWarningsMerge = defineContract<{ buckets: unknown[] }>({
  id: 'lcod://tooling/resolver/warnings/merge@0.1.0',
  summary: 'Joins lists of warnings.',
  input: {
    type: 'object',
    properties: { buckets: { type: 'array', default: [], 'x-lenient': true, description: 'Lists of warnings' } },
  },
  output: {
    type: 'object',
    required: ['warnings'],
    properties: { warnings: { type: 'array', items: { type: 'string' }, description: 'Their texts, in order' } },
  },
  example: { input: { buckets: [['a'], null, ['', 'b', 1]] }, output: { warnings: ['a', 'b'] } },
  run: ({ buckets }) => ({ warnings: buckets.flatMap(warningTexts) }),
})

/** The texts of a list that are not empty; nothing for what is no list. */
export function warningTexts(bucket: unknown): string[] {
  return (Array.isArray(bucket) ? bucket : []).filter((item): item is string => typeof item === 'string' && item !== '')
}
