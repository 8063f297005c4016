import { parseJsonDocument } from '../parse-json-document.ts'
import { parseTomlDocument } from '../parse-toml-document.ts'
import { isDict, own } from '../values.ts'

/** How a value is asked for: what no schema describes is JSON, and text that is no JSON counts as text. */
export type InputKind = 'text' | 'number' | 'choice' | 'json'

export interface DeclaredInput {
  readonly name: string
  readonly summary: string
  readonly required: boolean
  readonly kind: InputKind
  /** The values to choose from, for `choice`; else empty. */
  readonly choices: readonly unknown[]
  /** What counts when nothing is given; absent when the schema does not say it. */
  readonly fallback?: unknown
}

/** Inputs that the text of a descriptor declares, as a form asks for them, in written order; none when it cannot be read, which the checker tells. */
export function declaredInputs(manifest: string): DeclaredInput[] {
  let table: unknown
  try {
    table = parseTomlDocument(manifest)
  } catch {
    return []
  }
  const inputs = isDict(table) ? own(table, 'inputs') : undefined
  if (!isDict(inputs)) return []
  return Object.entries(inputs).map(([name, entry]) => {
    const summary = isDict(entry) ? own(entry, 'summary') : undefined
    const schema = isDict(entry) ? readSchema(own(entry, 'schema')) : {}
    const choices = choicesOf(schema)
    return {
      name,
      summary: typeof summary === 'string' ? summary : '',
      required: isDict(entry) && own(entry, 'required') === true,
      kind: choices.length > 0 ? 'choice' : kindOf(schema['type']),
      choices,
      ...(Object.hasOwn(schema, 'default') ? { fallback: schema['default'] } : {}),
    }
  })
}

function readSchema(text: unknown): Record<string, unknown> {
  if (typeof text !== 'string') return {}
  try {
    const schema: unknown = parseJsonDocument(text)
    return isDict(schema) ? schema : {}
  } catch {
    return {}
  }
}

function choicesOf(schema: Record<string, unknown>): readonly unknown[] {
  const choices = schema['enum']
  if (Array.isArray(choices)) return choices
  return schema['type'] === 'boolean' ? [true, false] : []
}

/** What may also be null is asked for as what it is otherwise: a field that is left empty gives nothing. */
function kindOf(given: unknown): InputKind {
  const [type, ...others] = Array.isArray(given) ? given.filter((name) => name !== 'null') : [given]
  if (others.length > 0) return 'json'
  if (type === 'string') return 'text'
  return type === 'number' || type === 'integer' ? 'number' : 'json'
}
