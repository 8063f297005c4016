import { decodeJson } from '../core/json/decode-json.ts'
import { positionAt } from '../core/json/position-at.ts'
import { parseFailure } from '../core/parse/parse-failure.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Parses JSON text.
 *
 * @throws {KernelError} `parse_failed` with line and column; `invalid_input` when `text` is no string.
 * Spec: contracts.md 2.1 `axiom/json/parse`.
 */
export const axiomJsonParse = defineContract<{ text: string }>({
  id: 'lcod://axiom/json/parse@1',
  summary: 'Parses JSON text.',
  input: {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string', description: 'JSON text' } },
  },
  output: { type: 'object', required: ['value'], properties: { value: { description: 'The parsed value' } } },
  example: { input: { text: '[1, 2]' }, output: { value: [1, 2] } },
  run({ text }) {
    const decoded = decodeJson(text)
    if (!decoded.ok) throw parseFailure('JSON', decoded.message, { place: positionAt(text, decoded.offset) })
    return { value: decoded.value }
  },
})
