import type { StepNode } from '../../../core/analysis/step-tree.ts'
import type { SourceNode } from '../../../core/compose/source-node.ts'
import { indentTo, isFlow, lineEnd, newlineOf } from '../document/layout.ts'
import type { TextEdit } from '../text-edit.ts'

/** An entry to add: the text of its key and of its value. */
export interface NewEntry {
  readonly key: string
  readonly value: string
}

/** Adds entries to an object under a field of a step, making the field when it is missing or empty. */
export function insertInField(text: string, step: StepNode, field: string, entries: readonly NewEntry[]): TextEdit {
  const container = step.fields.get(field)
  if (container?.node.entries !== undefined) return insertEntries(text, container.node, entries)
  const flow = `{ ${entries.map(({ key, value }) => `${key}: ${value}`).join(', ')} }`
  if (container !== undefined) {
    const { node, key } = container
    const afterColon = text.indexOf(':', key.end) + 1
    return node.start === node.end
      ? { range: { start: afterColon, end: afterColon }, text: ` ${flow}` }
      : { range: { start: node.start, end: node.end }, text: flow }
  }
  if (isFlow(text, step.node)) return insertEntries(text, step.node, [{ key: field, value: flow }])
  const indent = `${newlineOf(text)}${keyIndent(text, step.node)}`
  const lines = entries.map(({ key, value }) => `${indent}  ${key}: ${value}`)
  return { range: afterCall(text, step), text: `${indent}${field}:${lines.join('')}` }
}

/** Adds entries at the end of an object. */
function insertEntries(text: string, node: SourceNode, entries: readonly NewEntry[]): TextEdit {
  const written = entries.map(({ key, value }) => `${key}: ${value}`)
  const last = [...(node.entries?.values() ?? [])].at(-1)
  if (isFlow(text, node)) {
    const at = last === undefined ? node.start + 1 : Math.max(last.node.end, last.key.end)
    const inserted = last === undefined ? ` ${written.join(', ')} ` : `, ${written.join(', ')}`
    const end = last === undefined ? node.end - 1 : at
    return { range: { start: at, end }, text: inserted }
  }
  const at = lineEnd(text, Math.max(last?.node.end ?? node.end, last?.key.end ?? 0))
  const indent = keyIndent(text, node)
  return { range: { start: at, end: at }, text: written.map((line) => `${newlineOf(text)}${indent}${line}`).join('') }
}

/** Blanks before the keys of a block object, whose first may stand after dashes. */
function keyIndent(text: string, node: SourceNode): string {
  const first = node.entries?.values().next().value
  return indentTo(text, first?.key.start ?? node.start)
}

/** New fields come after the call, or after `in` where there is one: where people write them. */
function afterCall(text: string, step: StepNode): TextEdit['range'] {
  const entry = step.fields.get('in') ?? step.fields.get('call')
  const at = lineEnd(text, entry === undefined ? step.node.end : Math.max(entry.node.end, entry.key.end))
  return { start: at, end: at }
}
