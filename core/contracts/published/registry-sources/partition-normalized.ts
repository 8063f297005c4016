import { isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { warningTexts } from '../resolver/warnings-merge.ts'

/**
 * Separates results of `normalize_pointer`: the pointers there are, and all warnings.
 *
 * Spec: contracts.md 3.2.6.
 */
export const registrySourcesPartitionNormalized = defineContract<{ entries: unknown[] }>({
  id: 'lcod://tooling/registry_sources/partition_normalized@0.1.0',
  summary: 'Separates pointers from warnings.',
  input: {
    type: 'object',
    properties: {
      entries: { type: 'array', default: [], 'x-lenient': true, description: 'Each with pointer and warnings' },
    },
  },
  output: {
    type: 'object',
    required: ['pointers', 'warnings'],
    properties: {
      pointers: { type: 'array', description: 'Those that are there, in order' },
      warnings: { type: 'array', description: 'Warnings of all entries' },
    },
  },
  example: {
    input: {
      entries: [
        { pointer: { id: 'a' }, warnings: [] },
        { pointer: null, warnings: ['b'] },
      ],
    },
    output: { pointers: [{ id: 'a' }], warnings: ['b'] },
  },
  run({ entries }) {
    const results = entries.filter(isDict)
    return {
      pointers: results.map((result) => own(result, 'pointer')).filter(isDict),
      warnings: results.flatMap((result) => {
        const warnings = own(result, 'warnings')
        return warningTexts(typeof warnings === 'string' ? [warnings] : warnings)
      }),
    }
  },
})
