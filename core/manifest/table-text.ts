import { parseJsonDocument } from '../parse-json-document.ts'
import { type Dict, isDict, own } from '../values.ts'

/** Text under a key that is not blank; `undefined` for anything else. */
export function textAt(table: Dict, key: string): string | undefined {
  const value = own(table, key)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Table under a key; an empty one for anything else. */
export function tableAt(table: Dict, key: string): Dict {
  const value = own(table, key)
  return isDict(value) ? value : {}
}

/** Entries of a table of tables, by name. */
export function entriesAt(table: Dict, key: string): Array<readonly [string, Dict]> {
  const entries = Object.entries(tableAt(table, key)).filter((entry): entry is [string, Dict] => isDict(entry[1]))
  return entries.sort(([left], [right]) => (left < right ? -1 : 1))
}

/** JSON text, or the text itself when it is none. */
export function jsonOrText(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    return parseJsonDocument(text)
  } catch {
    return text
  }
}
