import { defineContract } from '../../define-contract.ts'

/**
 * Tells whether a value is text with more than blanks in it.
 *
 * Spec: contracts.md 3.1.2.
 */
export const valueIsStringNonempty = defineContract<{ value?: unknown }>({
  id: 'lcod://tooling/value/is_string_nonempty@0.1.0',
  summary: 'Tells whether a value is text with more than blanks in it.',
  input: { type: 'object', properties: { value: { description: 'Any value' } } },
  output: {
    type: 'object',
    required: ['ok'],
    properties: { ok: { type: 'boolean', description: 'Whether it is such text' } },
  },
  example: { input: { value: ' a ' }, output: { ok: true } },
  run: ({ value }) => ({ ok: typeof value === 'string' && value.trim() !== '' }),
})
