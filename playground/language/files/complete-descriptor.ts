import { describeShape, enumOf, typesOf } from '../../../core/analysis/shape.ts'
import type { JsonSchema } from '../../../core/run/component.ts'
import { own } from '../../../core/values.ts'
import type { CompletionItem, CompletionList } from '../completion/completion-item.ts'
import { Insertion } from '../completion/insertion.ts'
import { lineStart } from '../document/layout.ts'
import { descriptorShape, isNamedByAuthor, keysOf } from './descriptor-shape.ts'

/** What could be written at an offset of an `lcp.toml`: tables, keys of the table around, and listed values. */
export function completeDescriptor(text: string, offset: number): CompletionList {
  const line = text.slice(lineStart(text, offset), offset)
  const [word = ''] = /[\w.-]*$/.exec(line) ?? []
  const range = { start: offset - word.length, end: offset }
  const items = itemsAt(text, line, offset).filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()))
  return { range, items, isIncomplete: false }
}

function itemsAt(text: string, line: string, offset: number): CompletionItem[] {
  if (/^\s*\[[\w.-]*$/.test(line)) return tables(text[offset] === ']')
  const { table, given } = tableAround(text, offset)
  if (/^\s*[\w-]*$/.test(line)) return keys(table, given)
  const [, key, opening] = /^\s*([\w-]+)\s*=\s*("?)[\w.-]*$/.exec(line) ?? []
  return key === undefined ? [] : values(descriptorShape([...table, key]), opening === '"')
}

function tables(hasBracket: boolean): CompletionItem[] {
  const close = hasBracket ? '' : ']'
  return Array.from(keysOf([]))
    .filter(([, shape]) => isTable(shape))
    .map(([name, shape]) => {
      const header = new Insertion().add(name)
      if (isNamedByAuthor(shape)) header.add('.').addPlaceholder('name')
      return { label: name, kind: 'key', ...header.add(close).finish() }
    })
}

function keys(table: readonly string[], given: ReadonlySet<string>): CompletionItem[] {
  return Array.from(keysOf(table))
    .filter(([name, shape]) => !given.has(name) && !isTable(shape))
    .map(([name, shape]) => {
      const [first] = listed(shape)
      const isText = first === undefined && typesOf(shape).includes('string')
      const assignment = new Insertion().add(`${name} = `)
      if (first !== undefined) assignment.addPlaceholder(JSON.stringify(first))
      else if (isText) assignment.add('"').addPlaceholder('').add('"')
      return { label: name, kind: 'key', detail: describeShape(shape), ...assignment.finish() }
    })
}

function values(shape: JsonSchema | undefined, inQuotes: boolean): CompletionItem[] {
  if (shape === undefined) return []
  const all = [...listed(shape), ...(typesOf(shape).includes('boolean') ? [true, false] : [])]
  return all.map((value) => {
    const label = String(value)
    return { label, kind: 'value', insert: inQuotes ? label : JSON.stringify(value) }
  })
}

function listed(shape: JsonSchema): readonly unknown[] {
  const constant = own(shape, 'const')
  return enumOf(shape) ?? (constant === undefined ? [] : [constant])
}

function isTable(shape: JsonSchema): boolean {
  return typesOf(shape).includes('object') && typesOf(shape).length === 1
}

/** The table that a line belongs to, and the keys that it has already. */
function tableAround(text: string, offset: number): { readonly table: string[]; readonly given: Set<string> } {
  let table: string[] = []
  let given = new Set<string>()
  let at = 0
  for (const line of text.split('\n')) {
    const [, header] = /^\s*\[([\w.-]+)\]/.exec(line) ?? []
    if (header !== undefined) {
      if (at > offset) break
      table = header.split('.')
      given = new Set()
    }
    const [, key] = /^\s*([\w-]+)\s*=/.exec(line) ?? []
    if (key !== undefined) given.add(key)
    at += line.length + 1
  }
  return { table, given }
}
