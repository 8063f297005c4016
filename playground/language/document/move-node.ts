import type { SourceEntry, SourceNode } from '../../../core/compose/source-node.ts'

/** The same values, everything `by` units further on in the text. */
export function moveNode(node: SourceNode, by: number): SourceNode {
  const { value } = node
  const range = { start: node.start + by, end: node.end + by }
  if (node.items !== undefined) return { value, items: node.items.map((item) => moveNode(item, by)), ...range }
  if (node.entries === undefined) return { value, ...range }
  const entries = new Map<string, SourceEntry>()
  for (const [name, { key, node: inner }] of node.entries) {
    entries.set(name, { key: { start: key.start + by, end: key.end + by }, node: moveNode(inner, by) })
  }
  return { value, entries, ...range }
}
