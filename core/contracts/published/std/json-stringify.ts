import { asciiJson } from '../../core/json/ascii-json.ts'
import { encodeJson } from '../../core/json/encode-json.ts'
import { defineContract } from '../../define-contract.ts'

interface StringifyInput {
  readonly value: unknown
  readonly indent: number
  readonly sortKeys: boolean
  readonly asciiOnly: boolean
  readonly trailingNewline: boolean
}

const MAX_INDENT = 10
const flag = { type: 'boolean', default: false, 'x-lenient': true }

/**
 * Writes a value as JSON text. A value that is not given is null.
 *
 * @throws {KernelError} `value_too_deep`, also for a value that contains itself; `value_too_large`; `invalid_input` for
 *   what JSON cannot say.
 * Spec: contracts.md 7.1 `json/stringify`.
 */
export const jsonStringify = defineContract<StringifyInput>({
  id: 'lcod://tooling/json/stringify@0.1.0',
  summary: 'Writes a value as JSON text.',
  input: {
    type: 'object',
    properties: {
      value: { description: 'The value' },
      indent: { type: 'number', default: 0, 'x-lenient': true, description: 'Blanks per level, from 0 to 10' },
      sortKeys: { ...flag, description: 'Order the keys of every object' },
      asciiOnly: { ...flag, description: 'Escape everything beyond ASCII' },
      trailingNewline: { ...flag, description: 'End the text with a newline' },
    },
  },
  output: { type: 'object', required: ['json'], properties: { json: { type: 'string', description: 'The text' } } },
  example: { input: { value: { b: 1, a: 2 }, sortKeys: true }, output: { json: '{"a":2,"b":1}' } },
  run({ value, indent, sortKeys, asciiOnly, trailingNewline }) {
    const encoded = encodeJson(value, { space: Math.min(Math.max(Math.trunc(indent), 0), MAX_INDENT), sortKeys })
    const text = asciiOnly ? asciiJson(encoded) : encoded
    return { json: trailingNewline ? `${text}\n` : text }
  },
})
