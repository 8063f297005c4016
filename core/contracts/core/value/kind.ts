import { KernelError } from '../../../errors/kernel-error.ts'
import { kindOf } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const id = 'lcod://contract/core/value/kind@1'

/**
 * Names the JSON kind of a value; absent is null.
 *
 * @throws {KernelError} `invalid_input` for NaN and the infinities, which JSON does not have.
 * Spec: contracts.md 1.5 `value/kind`.
 */
export const valueKind = defineContract<{ value?: unknown }>({
  id,
  aliases: ['lcod://core/value/kind@1'],
  summary: 'Names the JSON kind of a value.',
  input: { type: 'object', properties: { value: { default: null, description: 'Any value' } } },
  output: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { enum: ['null', 'boolean', 'number', 'string', 'array', 'object'], description: 'The kind of the value' },
    },
  },
  example: { input: { value: [1] }, output: { kind: 'array' } },
  run({ value }) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new KernelError('invalid_input', `value must be a finite number, found ${value}`, {
        data: { component: id, input: 'value', found: String(value) },
      })
    }
    return { kind: kindOf(value) }
  },
})
