import { KernelError } from '../../../errors/kernel-error.ts'
import { defineContract } from '../../define-contract.ts'
import { asciiJson } from './ascii-json.ts'
import { encodeJson } from './encode-json.ts'
import { utf8Length } from './utf8-length.ts'

interface EncodeInput {
  value?: unknown
  space: number
  sortKeys: boolean
  asciiOnly: boolean
}

const MAX_SPACE = 10

/**
 * Encodes a value as JSON text. An absent value is `null`.
 *
 * `sortKeys` orders the keys of every object by their UTF-16 units, so equal values give equal text. `asciiOnly` writes
 * every UTF-16 unit from U+007F up as `\u` and four lowercase digits.
 *
 * @returns `text` and `bytes`, its length in UTF-8; or `error` (`UNSERIALISABLE`) for a value that contains itself, is
 * nested too deeply, is too large or is no JSON. Unserialisable values are a result, not a throw.
 * @throws {KernelError} `invalid_input` when an option has the wrong type.
 * Spec: contracts.md 1.4 `json/encode`.
 */
export const jsonEncode = defineContract<EncodeInput>({
  id: 'lcod://contract/core/json/encode@1',
  aliases: ['lcod://axiom/json/encode@1', 'lcod://core/json/encode@1'],
  summary: 'Encodes a value as JSON text.',
  input: {
    type: 'object',
    properties: {
      value: { description: 'The value to encode; null when absent' },
      space: { type: 'number', default: 0, description: 'Blanks per level, from 0 (one line) to 10' },
      sortKeys: { type: 'boolean', default: false, description: 'Order the keys of every object' },
      asciiOnly: { type: 'boolean', default: false, description: 'Escape everything beyond ASCII' },
    },
  },
  output: {
    type: 'object',
    properties: {
      text: { type: 'string', description: 'The JSON text' },
      bytes: { type: 'integer', description: 'Its length in UTF-8' },
      error: { type: 'object', description: '`code` (`UNSERIALISABLE`) and `message` instead of the text' },
    },
  },
  example: {
    input: { value: { b: [1, null], a: 'é' }, sortKeys: true },
    output: { text: '{"a":"é","b":[1,null]}', bytes: 23 },
  },
  run({ value, space, sortKeys, asciiOnly }) {
    try {
      const encoded = encodeJson(value, { space: Math.min(Math.max(Math.trunc(space), 0), MAX_SPACE), sortKeys })
      const text = asciiOnly ? asciiJson(encoded) : encoded
      return { text, bytes: utf8Length(text) }
    } catch (error) {
      if (!(error instanceof KernelError)) throw error
      return { error: { code: 'UNSERIALISABLE', message: error.message } }
    }
  },
})
