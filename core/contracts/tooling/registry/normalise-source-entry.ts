import { type Dict, isDict, own } from '../../../values.ts'

/** A registry source with only the fields that count, or why it was dropped. */
export type NormalisedSource =
  | { readonly entry: Dict; readonly warning: null }
  | { readonly entry: null; readonly warning: string }

/**
 * Checks one entry of a list of registry sources and copies the fields that count.
 *
 * Spec: contracts.md 3.1.15, table of types.
 */
export function normaliseSourceEntry(source: Dict): NormalisedSource {
  const id = textOf(source, 'id')
  if (id === undefined) return dropped('registry source entry is missing an id')
  const type = textOf(source, 'type') ?? 'path'
  const entry: Dict = { id, type }
  const priority = own(source, 'priority')
  if (typeof priority === 'number' && Number.isFinite(priority)) entry['priority'] = Math.trunc(priority) + 0
  const defaults = own(source, 'defaults')
  if (isDict(defaults)) entry['defaults'] = defaults
  copyText(source, entry, 'registryPath')
  copyText(source, entry, 'packagesPath')
  const warning = copyContent(source, entry, type)
  return warning === undefined ? { entry, warning: null } : dropped(`registry source "${id}" ${warning}`)
}

/** Copies what the type needs; gives what is missing. */
function copyContent(source: Dict, entry: Dict, type: string): string | undefined {
  switch (type) {
    case 'path':
      return copyText(source, entry, 'path') ? undefined : '(type=path) is missing "path"'
    case 'jsonl':
      if (copyText(source, entry, 'path') || copyJsonl(source, entry)) return undefined
      return '(type=jsonl) is missing "path" or inline "jsonl" content'
    case 'inline': {
      const written = own(source, 'lines')
      const lines = Array.isArray(written) ? written.filter(isDict) : []
      if (lines.length === 0) return '(type=inline) is missing "lines" entries'
      entry['lines'] = lines
      copyJsonl(source, entry)
      return undefined
    }
    default:
      return `has unsupported type "${type}"`
  }
}

function textOf(source: Dict, key: string): string | undefined {
  const value = own(source, key)
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

function copyText(source: Dict, entry: Dict, key: string): boolean {
  const text = textOf(source, key)
  if (text !== undefined) entry[key] = text
  return text !== undefined
}

/** Lines of JSON are kept as they are: blanks at their ends mean nothing to their reader. */
function copyJsonl(source: Dict, entry: Dict): boolean {
  if (textOf(source, 'jsonl') === undefined) return false
  entry['jsonl'] = own(source, 'jsonl')
  return true
}

function dropped(warning: string): NormalisedSource {
  return { entry: null, warning }
}
