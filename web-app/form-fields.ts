import type { Manifest } from '../core/manifest/read-manifest.ts'
import { type Dict, isDict, own } from '../core/values.ts'
import type { FormField } from './messages.ts'

const KINDS: Readonly<Record<string, FormField['kind']>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
}

/**
 * The fields that ask for the inputs that a descriptor declares, in its order.
 *
 * @param table The descriptor itself, for what a run needs nothing of.
 */
export function formFields({ inputs, inputSchema }: Manifest, table: Dict): FormField[] {
  const properties = inputSchema?.['properties']
  const declared = own(table, 'inputs')
  return inputs.map((name) => {
    const schema = isDict(properties) ? own(properties, name) : undefined
    const choices = isDict(schema) && Array.isArray(schema['enum']) ? schema['enum'] : []
    const type = isDict(schema) ? schema['type'] : undefined
    const kind = typeof type === 'string' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
    const entry = isDict(declared) ? own(declared, name) : undefined
    const summary = isDict(entry) ? entry['summary'] : undefined
    return {
      name,
      summary: typeof summary === 'string' ? summary : '',
      required: isDict(entry) && entry['required'] === true,
      kind: choices.length > 0 ? 'choice' : (kind ?? 'json'),
      choices: choices.map((choice) => JSON.stringify(choice)),
    }
  })
}

/**
 * The value that was written into a field.
 *
 * @returns `undefined` for a field that was left empty.
 * @throws {SyntaxError} for a choice or JSON that is none; text that is no JSON counts as text.
 */
export function fieldValue({ kind }: Pick<FormField, 'kind'>, written: string): unknown {
  if (written === '') return undefined
  if (kind === 'text') return written
  if (kind === 'number') return Number(written)
  if (kind === 'boolean' || kind === 'choice') return JSON.parse(written)
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}
