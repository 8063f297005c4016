import { isAbsent } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Tells whether there is a value: 0, `""` and false are values, null is none.
 *
 * Spec: contracts.md 3.1.1.
 */
export const valueIsDefined = defineContract<{ value?: unknown }>({
  id: 'lcod://contract/tooling/value/is_defined@1',
  aliases: ['lcod://tooling/value/is_defined@0.1.0'],
  summary: 'Tells whether there is a value.',
  input: { type: 'object', properties: { value: { description: 'Any value' } } },
  output: {
    type: 'object',
    required: ['ok'],
    properties: { ok: { type: 'boolean', description: 'Whether it is there and not null' } },
  },
  example: { input: { value: '' }, output: { ok: true } },
  run: ({ value }) => ({ ok: !isAbsent(value) }),
})
