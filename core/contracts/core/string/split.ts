import { defineContract } from '../../define-contract.ts'

interface SplitInput {
  text: string
  separator: string
  limit?: number
  trim: boolean
  removeEmpty: boolean
}

/** The largest count that the language's own split takes without wrapping round. */
const MAX_LIMIT = 2 ** 32 - 1

/**
 * Splits text at a literal separator.
 *
 * `limit` cuts the list first, and what was beyond it is dropped; then segments are trimmed, then empty ones removed.
 *
 * @returns one segment, the text itself, when the separator does not occur.
 * @throws {KernelError} `invalid_input` when `text` is no string, `separator` is empty or `limit` is below 1.
 * Spec: contracts.md 1.3 `string/split`.
 */
export const stringSplit = defineContract<SplitInput>({
  id: 'lcod://contract/core/string/split@1',
  aliases: ['lcod://core/string/split@1'],
  summary: 'Splits text at a literal separator.',
  input: {
    type: 'object',
    required: ['text', 'separator'],
    properties: {
      text: { type: 'string', description: 'The text to split' },
      separator: { type: 'string', minLength: 1, description: 'Where to split; taken literally' },
      limit: { type: 'integer', minimum: 1, description: 'The most segments to keep' },
      trim: { type: 'boolean', default: false, description: 'Remove blanks around each segment' },
      removeEmpty: { type: 'boolean', default: false, description: 'Leave empty segments out' },
    },
  },
  output: {
    type: 'object',
    required: ['segments'],
    properties: { segments: { type: 'array', items: { type: 'string' }, description: 'The parts of the text' } },
  },
  example: {
    input: { text: 'a, b,,c', separator: ',', trim: true, removeEmpty: true },
    output: { segments: ['a', 'b', 'c'] },
  },
  run({ text, separator, limit = MAX_LIMIT, trim, removeEmpty }) {
    let segments = text.split(separator, Math.min(limit, MAX_LIMIT))
    if (trim) segments = segments.map((segment) => segment.trim())
    if (removeEmpty) segments = segments.filter((segment) => segment !== '')
    return { segments }
  },
})
