import type { SourceNode, TextRange } from '../../../core/compose/source-node.ts'

/** What stands at a place of the text. */
export interface PathAt {
  /** Keys and indexes from the root. */
  readonly segments: readonly string[]
  readonly part: 'key' | 'value'
  /** The value; of a key, the value under it. */
  readonly node: SourceNode
  /** The text under the cursor: of the key, or of the value. */
  readonly range: TextRange
  /** The objects and lists around it, outermost first. */
  readonly containers: readonly SourceNode[]
}

/** The innermost key or value that holds an offset; its end counts. */
export function pathAt(root: SourceNode, offset: number): PathAt {
  const segments: string[] = []
  const containers: SourceNode[] = []
  let node = root
  for (;;) {
    const next = childAt(node, offset)
    if (next === undefined) return { segments, part: 'value', node, range: node, containers }
    segments.push(next.name)
    containers.push(node)
    if (next.key !== undefined) return { segments, part: 'key', node: next.node, range: next.key, containers }
    node = next.node
  }
}

interface Child {
  readonly name: string
  readonly node: SourceNode
  readonly key?: TextRange
}

function childAt(node: SourceNode, offset: number): Child | undefined {
  for (const [name, entry] of node.entries ?? []) {
    if (holds(entry.key, offset)) return { name, node: entry.node, key: entry.key }
    if (holds(entry.node, offset)) return { name, node: entry.node }
  }
  const items = node.items ?? []
  const index = items.findIndex((item) => holds(item, offset))
  return index < 0 ? undefined : { name: String(index), node: items[index]! }
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end
}
