import { type Dict, isDict } from '../../values.ts'
import { decodeJson } from '../core/json/decode-json.ts'
import { positionAt } from '../core/json/position-at.ts'
import { defineContract } from '../define-contract.ts'

const DEFAULT_WARNING = 'Invalid JSON payload – using fallback object.'

/**
 * Decodes JSON text that should hold an object; anything else gives the fallback object, one warning and the reason.
 *
 * @throws {KernelError} `invalid_input` when `text` is no string.
 * Spec: contracts.md 3.2.3 `json/decode_object`.
 */
export const jsonDecodeObject = defineContract<{ text: string; fallback: Dict; warningMessage: string }>({
  id: 'lcod://tooling/json/decode_object@0.1.0',
  summary: 'Decodes a JSON object, or gives a fallback.',
  input: {
    type: 'object',
    required: ['text'],
    properties: {
      text: { type: 'string', description: 'JSON text' },
      fallback: { type: 'object', default: {}, 'x-lenient': true, description: 'Object in place of what is none' },
      warningMessage: {
        type: 'string',
        minLength: 1,
        default: DEFAULT_WARNING,
        'x-lenient': true,
        description: 'What to warn with',
      },
    },
  },
  output: {
    type: 'object',
    required: ['value', 'warnings', 'error'],
    properties: {
      value: { type: 'object', description: 'The object, or the fallback' },
      warnings: { type: 'array', description: 'Empty when the text holds an object' },
      error: { type: ['object', 'null'], description: 'Why the fallback was taken' },
    },
  },
  example: { input: { text: '{"a":1}' }, output: { value: { a: 1 }, warnings: [], error: null } },
  run({ text, fallback, warningMessage }) {
    const decoded = decodeJson(text)
    if (decoded.ok && isDict(decoded.value)) return { value: decoded.value, warnings: [], error: null }
    const error = decoded.ok
      ? { message: 'Decoded value is not an object' }
      : { code: 'JSON_PARSE', message: decoded.message, offset: decoded.offset, ...positionAt(text, decoded.offset) }
    return { value: fallback, warnings: [warningMessage], error }
  },
})
