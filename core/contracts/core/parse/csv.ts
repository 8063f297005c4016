import { KernelError } from '../../../errors/kernel-error.ts'
import { type Dict, setOwn } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { parseFailure } from './parse-failure.ts'
import { type ParseInput, parseInputs, readParseInput } from './parse-input.ts'

const ID = 'lcod://contract/core/parse/csv@1'

interface ParseCsvInput extends ParseInput {
  readonly delimiter: string
  readonly quote: string
  readonly header: boolean | readonly unknown[]
  readonly trim: boolean
  readonly maxRows?: number
}

/**
 * Parses CSV from text, a file or a stream.
 *
 * Every value stays a string. Blank lines are skipped; all rows must have as many fields as the first, or as the header.
 * With `header: true` the first line names the columns; a list names them itself, and the first line is data. When a
 * name stands twice, the last column wins.
 *
 * @returns `rows` (objects with a header, else arrays of strings; empty for an empty text), `bytes` read, and `columns`
 * when `header` was a list.
 * @throws {KernelError} `invalid_input` when nothing is given, or `delimiter` or `quote` are not one character each;
 * `parse_failed` with the line; `parse_limit_exceeded` above 128 MiB; the codes of files and streams.
 * Spec: contracts.md 1.12 `parse/csv`.
 */
export const parseCsv = defineContract<ParseCsvInput>({
  id: ID,
  aliases: ['lcod://core/parse/csv@1'],
  summary: 'Parses CSV from text, a file or a stream.',
  onResume: 'replay',
  input: {
    type: 'object',
    properties: {
      ...parseInputs,
      delimiter: { type: 'string', default: ',', description: 'One character between fields' },
      quote: {
        type: 'string',
        default: '"',
        description: 'One character around fields; doubled, it stands for itself',
      },
      header: { type: ['boolean', 'array'], default: false, description: 'Names in the first line, or the names' },
      trim: { type: 'boolean', default: false, description: 'Drop white space around fields' },
      maxRows: { type: 'integer', minimum: 0, description: 'Rows of data to read at most' },
    },
  },
  output: {
    type: 'object',
    required: ['rows', 'bytes'],
    properties: {
      rows: { type: 'array', description: 'Objects by column, or arrays of strings' },
      columns: { type: 'array', description: 'The names given' },
      bytes: { type: 'integer', description: 'Bytes of the text' },
    },
  },
  example: {
    input: { text: 'id,name\n1,Ida\n', header: true },
    output: { rows: [{ id: '1', name: 'Ida' }], bytes: 14 },
  },
  async run(input, call) {
    const { delimiter, quote, header, trim, maxRows } = input
    ensureOneCharacter('delimiter', delimiter)
    ensureOneCharacter('quote', quote)
    if (delimiter === quote) throw invalidInput('quote', 'quote must differ from delimiter')
    const columns = Array.isArray(header) ? columnNames(header) : undefined
    const { text, bytes } = await readParseInput(input, call, ID)
    const headerLines = header === true ? 1 : 0
    const limit = maxRows === undefined ? {} : { to: maxRows + headerLines }
    const records =
      maxRows === 0 && headerLines === 0 ? [] : await parseRecords(text, { delimiter, quote, trim, ...limit })
    if (columns !== undefined) return { rows: asObjects(records, columns, 1), columns, bytes }
    if (header !== true) return { rows: records, bytes }
    const [names = [], ...rows] = records
    return { rows: asObjects(rows, names, 2), bytes }
  },
})

interface RecordOptions {
  readonly delimiter: string
  readonly quote: string
  readonly trim: boolean
  readonly to?: number
}

async function parseRecords(text: string, options: RecordOptions): Promise<string[][]> {
  // Loaded by the first CSV only: most runs have none.
  const { parse, CsvError } = await import('csv-parse/browser/esm/sync')
  try {
    // Named, because the parser would guess one line end from the first line and keep the others as text.
    return parse(text, { ...options, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line: unknown = cause['lines']
    throw parseFailure('CSV', cause.message, { place: typeof line === 'number' ? { line } : undefined, cause })
  }
}

/** The parser makes all records equally long; the first of them may still differ from the names that were given. */
function asObjects(records: readonly string[][], names: readonly string[], firstLine: number): Dict[] {
  const [first] = records
  if (first !== undefined && first.length !== names.length) {
    throw parseFailure('CSV', `Expected ${names.length} fields, found ${first.length}`, { place: { line: firstLine } })
  }
  return records.map((record) => {
    const row: Dict = {}
    for (const [index, name] of names.entries()) setOwn(row, name, record[index])
    return row
  })
}

function columnNames(header: readonly unknown[]): string[] {
  return header.map((name) => {
    if (typeof name !== 'string') throw invalidInput('header', 'header must be a boolean or an array of strings')
    return name
  })
}

function ensureOneCharacter(input: string, value: string): void {
  if (value.length !== 1) throw invalidInput(input, `${input} must be one character`)
}

function invalidInput(input: string, message: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: ID, input } })
}
