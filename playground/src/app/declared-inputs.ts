import { parse } from 'smol-toml'
import { isDict, own } from '../../../core/values.ts'

export interface DeclaredInput {
  readonly name: string
  readonly summary: string
  readonly required: boolean
}

/** Inputs that a manifest declares, in written order; none when it cannot be read, which the checker tells. */
export function declaredInputs(manifest: string): DeclaredInput[] {
  let table: unknown
  try {
    table = parse(manifest)
  } catch {
    return []
  }
  const inputs = isDict(table) ? own(table, 'inputs') : undefined
  if (!isDict(inputs)) return []
  return Object.entries(inputs).map(([name, entry]) => {
    const summary = isDict(entry) ? own(entry, 'summary') : undefined
    return {
      name,
      summary: typeof summary === 'string' ? summary : '',
      required: isDict(entry) && own(entry, 'required') === true,
    }
  })
}
