import { splitPointer } from './pointer.ts'

/** Half-open range of offsets (UTF-16 units) into the text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A value of a document with its place in the text. Exactly one of `entries` and `items` is there for containers. */
export interface SourceNode extends TextRange {
  /** Plain JSON; containers are shared by the aliases that name them. */
  readonly value: unknown
  readonly entries?: ReadonlyMap<string, SourceEntry>
  readonly items?: readonly SourceNode[]
}

export interface SourceEntry {
  readonly key: TextRange
  readonly node: SourceNode
}

/**
 * The place of what a pointer names: of its value, or with `part: 'key'` of its key.
 *
 * A pointer to something missing gives the place of the nearest value around it.
 */
export function rangeAt(root: SourceNode, pointer: string, part: 'key' | 'value' = 'value'): TextRange {
  let node = root
  let key: TextRange | undefined
  for (const segment of splitPointer(pointer)) {
    const entry = node.entries?.get(segment)
    const next = entry?.node ?? node.items?.[Number(segment)]
    if (next === undefined) return { start: node.start, end: node.end }
    key = entry?.key
    node = next
  }
  const { start, end } = part === 'key' && key !== undefined ? key : node
  return { start, end }
}
