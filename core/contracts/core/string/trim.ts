import { defineContract } from '../../define-contract.ts'

interface TrimInput {
  text: string
  mode: 'both' | 'start' | 'end'
}

/**
 * Removes blanks from the ends of text.
 *
 * Composes use its error as a type test, so everything that is no string is refused, absent included.
 *
 * @throws {KernelError} `invalid_input` (`text must be a string`), also for another `mode`.
 * Spec: contracts.md 1.3 `string/trim`.
 */
export const stringTrim = defineContract<TrimInput>({
  id: 'lcod://contract/core/string/trim@1',
  aliases: ['lcod://core/string/trim@1'],
  summary: 'Removes blanks from the ends of text.',
  input: {
    type: 'object',
    required: ['text'],
    properties: {
      text: { type: 'string', description: 'The text to trim' },
      mode: { enum: ['both', 'start', 'end'], default: 'both', description: 'Which ends' },
    },
  },
  output: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'string', description: 'The trimmed text' } },
  },
  example: { input: { text: '  a b  ', mode: 'end' }, output: { value: '  a b' } },
  run({ text, mode }) {
    if (mode === 'both') return { value: text.trim() }
    return { value: mode === 'start' ? text.trimStart() : text.trimEnd() }
  },
})
