import { type Dict, isDict, own } from '../values.ts'
import { entriesAt, jsonOrText, textAt } from './table-text.ts'

/**
 * The object schema of a component's inputs or outputs, from the table of its `lcp.toml`: what tools that know JSON
 * Schema need to call it.
 *
 * @returns `undefined` when the section declares nothing.
 * Spec: contracts.md 4.6, generator C.
 */
export function generateSchema(table: Dict, section: 'inputs' | 'outputs'): Dict | undefined {
  const entries = entriesAt(table, section)
  if (entries.length === 0) return undefined
  const required = entries.filter(([, entry]) => own(entry, 'required') === true).map(([name]) => name)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    description: `${section === 'inputs' ? 'Inputs' : 'Outputs'} for ${textAt(table, 'id') ?? ''}`,
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, entry]) => [name, property(entry)])),
    ...(required.length > 0 ? { required } : {}),
  }
}

function property(entry: Dict): Dict {
  const written = jsonOrText(own(entry, 'schema'))
  const { $schema: _dialect, ...schema } = isDict(written) ? written : {}
  const summary = textAt(entry, 'summary')
  const examples = own(entry, 'examples') ?? (own(entry, 'example') === undefined ? undefined : [entry['example']])
  return {
    ...schema,
    ...(schema['description'] === undefined && summary !== undefined ? { description: summary } : {}),
    ...(Array.isArray(examples) ? { examples: examples.map(jsonOrText) } : {}),
    ...(own(entry, 'default') === undefined ? {} : { default: jsonOrText(entry['default']) }),
  }
}
