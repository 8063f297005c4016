import { parseFailure } from '../core/parse/parse-failure.ts'
import { tomlToJson } from '../core/parse/toml-to-json.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Parses TOML text.
 *
 * Dates and times become their ISO text; `inf` and `nan` become null; integers that a number cannot hold exactly become
 * the nearest number.
 *
 * @throws {KernelError} `parse_failed` with line and column; `invalid_input` when `text` is no string.
 * Spec: contracts.md 2.1 `axiom/toml/parse`.
 */
export const axiomTomlParse = defineContract<{ text: string }>({
  id: 'lcod://axiom/toml/parse@1',
  summary: 'Parses TOML text.',
  input: {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string', description: 'TOML text' } },
  },
  output: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'object', description: 'The document' } },
  },
  example: { input: { text: '[a]\nb = 1' }, output: { value: { a: { b: 1 } } } },
  async run({ text }) {
    // Loaded by the first TOML only: most runs have none.
    const { parse, TomlError } = await import('smol-toml')
    try {
      return { value: tomlToJson(parse(text, { integersAsBigInt: 'asNeeded' })) }
    } catch (cause) {
      if (!(cause instanceof TomlError)) throw cause
      const reason = (cause.message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '')
      throw parseFailure('TOML', reason, { place: { line: cause.line, column: cause.column }, cause })
    }
  },
})
