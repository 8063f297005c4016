import { KernelError } from '../../../errors/kernel-error.ts'
import { encodeJson } from '../../core/json/encode-json.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Encodes a value as compact JSON with the keys of every object sorted, so that equal values give equal text.
 *
 * @returns `text`; or null with a `warning` when the value has no JSON text. Never throws.
 * Spec: contracts.md 3.1.13.
 */
export const jsonStableStringify = defineContract<{ value?: unknown }>({
  id: 'lcod://tooling/json/stable_stringify@0.1.0',
  aliases: ['lcod://contract/tooling/json/stable_stringify@1'],
  summary: 'Encodes a value as JSON with sorted keys.',
  input: { type: 'object', properties: { value: { description: 'Any value; null when absent' } } },
  output: {
    type: 'object',
    required: ['text', 'warning'],
    properties: {
      text: { type: ['string', 'null'], description: 'The JSON text' },
      warning: { type: ['string', 'null'], description: 'Why there is none' },
    },
  },
  example: { input: { value: { b: 1, a: [2] } }, output: { text: '{"a":[2],"b":1}', warning: null } },
  run({ value }) {
    try {
      return { text: encodeJson(value, { sortKeys: true }), warning: null }
    } catch (error) {
      if (!(error instanceof KernelError)) throw error
      return { text: null, warning: error.message }
    }
  },
})
