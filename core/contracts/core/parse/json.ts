import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import type { Call } from '../../../run/call.ts'
import { MAX_VALUE_DEPTH } from '../../../value-limits.ts'
import { defineContract } from '../../define-contract.ts'
import { pathInput } from '../fs/fs-inputs.ts'
import { decodeJson } from '../json/decode-json.ts'
import { nestsDeeper } from '../json/nests-deeper.ts'
import { positionAt } from '../json/position-at.ts'
import { parseFailure } from './parse-failure.ts'
import { type ParseInput, parseInputs, readParseInput } from './parse-input.ts'

const ID = 'lcod://contract/core/parse/json@1'

interface ParseJsonInput extends ParseInput {
  readonly allowComments: boolean
  readonly schemaPath?: string
}

/**
 * Parses JSON from text, a file or a stream.
 *
 * `allowComments` also takes line and block comments. Keys such as `__proto__` are data.
 *
 * @returns `value`, `bytes` read, and `validated`: true when a `schemaPath` was given and the value fits.
 * @throws {KernelError} `invalid_input` when nothing is given; `parse_failed` with line and column;
 * `parse_limit_exceeded` above 128 MiB or 1000 levels; `schema_mismatch` when the value does not fit the schema,
 * `invalid_schema` when that is none; the codes of files and streams.
 * Spec: contracts.md 1.12 `parse/json`; checking against `schemaPath` is ours, because a check that was asked for and
 * left out would be silently wrong.
 */
export const parseJson = defineContract<ParseJsonInput>({
  id: ID,
  aliases: ['lcod://core/parse/json@1'],
  summary: 'Parses JSON from text, a file or a stream.',
  onResume: 'replay',
  input: {
    type: 'object',
    properties: {
      ...parseInputs,
      allowComments: { type: 'boolean', default: false, description: 'Also take // and /* */ comments' },
      schemaPath: { ...pathInput, description: 'A JSON Schema (2020-12) that the value must fit' },
    },
  },
  output: {
    type: 'object',
    required: ['value', 'bytes', 'validated'],
    properties: {
      value: { description: 'The parsed value' },
      bytes: { type: 'integer', description: 'Bytes of the text' },
      validated: { type: 'boolean', description: 'Whether it was checked against a schema' },
    },
  },
  example: { input: { text: '{"a": [1, 2]}' }, output: { value: { a: [1, 2] }, bytes: 13, validated: false } },
  async run(input, call) {
    const { text, bytes } = await readParseInput(input, call, ID)
    const value = decoded(text, input.allowComments)
    if (input.schemaPath !== undefined) await ensureFits(value, input.schemaPath, call)
    return { value, bytes, validated: input.schemaPath !== undefined }
  },
})

function decoded(text: string, allowComments: boolean): unknown {
  const result = decodeJson(text, allowComments)
  if (result.ok) return result.value
  if (nestsDeeper(text.slice(0, result.offset + 1), MAX_VALUE_DEPTH)) {
    throw new KernelError('parse_limit_exceeded', `The text is nested in more than ${MAX_VALUE_DEPTH} levels`, {
      data: { limit: MAX_VALUE_DEPTH },
    })
  }
  throw parseFailure('JSON', result.message, { place: positionAt(text, result.offset) })
}

async function ensureFits(value: unknown, schemaPath: string, call: Call): Promise<void> {
  const schemas = requirePort(call.host, 'schemas', ID)
  const schemaInput = { path: schemaPath, encoding: 'utf-8' } as const
  const schema = decoded((await readParseInput(schemaInput, call, ID)).text, false)
  const [issue, ...others] = schemas.compile(schema)(value)
  if (issue === undefined) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw new KernelError(
    'schema_mismatch',
    `The value does not fit "${schemaPath}": ${issue.path === '' ? 'it' : `"${issue.path}"`} ${issue.message}${more}`,
    { data: { issues: [issue, ...others] } },
  )
}
