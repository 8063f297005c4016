import { defineContract } from '../../define-contract.ts'
import { parseFailure } from './parse-failure.ts'
import { type ParseInput, parseInputs, readParseInput } from './parse-input.ts'
import { tomlToJson } from './toml-to-json.ts'

const ID = 'lcod://contract/core/parse/toml@1'

/**
 * Parses TOML from text, a file or a stream.
 *
 * Dates and times become ISO-8601 strings as written (local ones without an offset); `inf` and `nan`, which JSON lacks,
 * become null. Keys such as `__proto__` are data.
 *
 * @returns `value`, an object (empty for an empty text), and `bytes` read.
 * @throws {KernelError} `invalid_input` when nothing is given; `parse_failed` with line and column, also for integers
 * that a number cannot hold exactly; `parse_limit_exceeded` above 128 MiB; `value_too_deep` above 1000 levels; the codes
 * of files and streams.
 * Spec: contracts.md 1.12 `parse/toml`.
 */
export const parseToml = defineContract<ParseInput>({
  id: ID,
  aliases: ['lcod://core/parse/toml@1'],
  summary: 'Parses TOML from text, a file or a stream.',
  onResume: 'replay',
  input: { type: 'object', properties: { ...parseInputs } },
  output: {
    type: 'object',
    required: ['value', 'bytes'],
    properties: {
      value: { type: 'object', description: 'The document' },
      bytes: { type: 'integer', description: 'Bytes of the text' },
    },
  },
  example: { input: { text: '[a]\nb = 1' }, output: { value: { a: { b: 1 } }, bytes: 9 } },
  async run(input, call) {
    const { text, bytes } = await readParseInput(input, call, ID)
    // Loaded by the first TOML only: most runs have none.
    const { parse, TomlError } = await import('smol-toml')
    try {
      return { value: tomlToJson(parse(text)), bytes }
    } catch (cause) {
      if (!(cause instanceof TomlError)) throw cause
      throw parseFailure('TOML', reasonOf(cause), { place: { line: cause.line, column: cause.column }, cause })
    }
  },
})

/** The first line without the library's own beginning; the rest of it pictures the source. */
function reasonOf({ message }: Error): string {
  return (message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '')
}
