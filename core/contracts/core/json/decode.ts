import { defineContract } from '../../define-contract.ts'
import { decodeJson } from './decode-json.ts'
import { positionAt } from './position-at.ts'
import { utf8Length } from './utf8-length.ts'

interface DecodeInput {
  text: string
  allowComments: boolean
}

/**
 * Decodes JSON text.
 *
 * `allowComments` also takes line and block comments. Keys such as `__proto__` are data. Text nested in more than 1000
 * levels is refused.
 *
 * @returns `value` and `bytes`, the length of the text in UTF-8; or `error` (`JSON_PARSE`) with `line` and `column` from
 * 1 and `offset` from 0, all in UTF-16 units, the same on every host. Bad text is a result, not a throw.
 * @throws {KernelError} `invalid_input` when `text` is no string.
 * Spec: contracts.md 1.4 `json/decode`.
 */
export const jsonDecode = defineContract<DecodeInput>({
  id: 'lcod://contract/core/json/decode@1',
  aliases: ['lcod://axiom/json/decode@1', 'lcod://core/json/decode@1'],
  summary: 'Decodes JSON text.',
  input: {
    type: 'object',
    required: ['text'],
    properties: {
      text: { type: 'string', description: 'JSON text' },
      allowComments: { type: 'boolean', default: false, description: 'Also take // and /* */ comments' },
    },
  },
  output: {
    type: 'object',
    properties: {
      value: { description: 'The decoded value' },
      bytes: { type: 'integer', description: 'Length of the text in UTF-8' },
      error: {
        type: 'object',
        description: '`code` (`JSON_PARSE`), `message`, `offset`, `line` and `column` instead of the value',
      },
    },
  },
  example: { input: { text: '{"a": [1, 2]}' }, output: { value: { a: [1, 2] }, bytes: 13 } },
  run({ text, allowComments }) {
    const decoded = decodeJson(text, allowComments)
    if (decoded.ok) return { value: decoded.value, bytes: utf8Length(text) }
    const { message, offset } = decoded
    return { error: { code: 'JSON_PARSE', message, offset, ...positionAt(text, offset) } }
  },
})
