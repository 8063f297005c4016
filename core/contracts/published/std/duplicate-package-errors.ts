import { defineContract } from '../../define-contract.ts'

/**
 * Says of each package id that a catalogue has more than once that it does.
 *
 * @returns `errors`, one text for each id.
 * Spec: contracts.md 7.1 `registry_catalog/duplicate_package_errors`.
 */
export const duplicatePackageErrors = defineContract<{ duplicates: readonly unknown[] }>({
  id: 'lcod://tooling/registry_catalog/duplicate_package_errors@0.1.0',
  summary: 'Words the package ids that a catalogue has twice as errors.',
  input: {
    type: 'object',
    properties: { duplicates: { type: 'array', default: [], 'x-lenient': true, description: 'The ids' } },
  },
  output: {
    type: 'object',
    required: ['errors'],
    properties: { errors: { type: 'array', description: 'One text for each id' } },
  },
  example: {
    input: { duplicates: ['lcod://acme/kit'] },
    output: { errors: ['catalog.json: duplicate package id lcod://acme/kit'] },
  },
  run: ({ duplicates }) => ({
    errors: duplicates.filter((id) => typeof id === 'string').map((id) => `catalog.json: duplicate package id ${id}`),
  }),
})
