import { defineContract } from '../../define-contract.ts'

/**
 * Adds a line end to text that does not have one yet. Empty text becomes one line end.
 *
 * @throws {KernelError} `invalid_input` when one of the two is no string.
 * Spec: contracts.md 3.1.3.
 */
export const stringEnsureTrailingNewline = defineContract<{ text: string; newline: string }>({
  id: 'lcod://contract/tooling/string/ensure_trailing_newline@1',
  aliases: ['lcod://tooling/string/ensure_trailing_newline@0.1.0'],
  summary: 'Adds a line end to text that has none.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', default: '', description: 'The text' },
      newline: { type: 'string', default: '\n', description: 'The line end' },
    },
  },
  output: {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string', description: 'The text with a line end' } },
  },
  example: { input: { text: 'a' }, output: { text: 'a\n' } },
  run: ({ text, newline }) => ({ text: text.endsWith(newline) && text !== '' ? text : text + newline }),
})
