/** What a document may cost to read. Each limit has its own problem code, so nothing large is ever half read. */
export interface ComposeLimits {
  /** UTF-8 bytes of the text. */
  readonly bytes: number
  /** Containers inside each other. Values above 1,000 count as 1,000: readers recurse. */
  readonly depth: number
  /** Uses of aliases; those inside an aliased value count again each time it is used. */
  readonly aliases: number
  /** Values of the document, aliases counted as what they stand for. */
  readonly nodes: number
}

const MAX_DEPTH = 1_000

const defaultComposeLimits: ComposeLimits = {
  bytes: 4 * 1024 * 1024,
  depth: 128,
  aliases: 100,
  nodes: 200_000,
}

/** The defaults with the given limits over them. */
export function composeLimits(limits: Partial<ComposeLimits> = {}): ComposeLimits {
  const merged = { ...defaultComposeLimits, ...limits }
  return { ...merged, depth: Math.min(merged.depth, MAX_DEPTH) }
}

/** Whether `text` takes more than `limit` bytes as UTF-8; encodes it only when its length leaves that open. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit
}
