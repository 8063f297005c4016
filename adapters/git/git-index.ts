import { sha1 } from '@noble/hashes/legacy.js'
import { concatBytes } from '../../core/bytes/concat-bytes.ts'

export interface IndexEntry {
  /** From the root of the clone, with `/`. */
  readonly path: string
  /** 40-hex object id. */
  readonly oid: string
  /** As in the tree: 0o100644, 0o100755, 0o120000, 0o160000. */
  readonly mode: number
}

const HEADER_BYTES = 12
const FIXED_BYTES = 62
const MAX_NAME_LENGTH = 0xfff

/**
 * The content of `.git/index` (version 2) for a fresh checkout. Times and sizes are left 0, so that Git compares the
 * content itself the first time it looks.
 */
export function indexBytes(entries: readonly IndexEntry[]): Uint8Array {
  const encoder = new TextEncoder()
  const named = entries.map((entry) => ({ entry, name: encoder.encode(entry.path) }))
  named.sort((left, right) => compareBytes(left.name, right.name))
  const header = new Uint8Array(HEADER_BYTES)
  header.set(encoder.encode('DIRC'))
  const view = new DataView(header.buffer)
  view.setUint32(4, 2)
  view.setUint32(8, named.length)
  const content = concatBytes([header, ...named.map(({ entry, name }) => entryBytes(entry, name))])
  return concatBytes([content, sha1(content)])
}

function entryBytes({ oid, mode }: IndexEntry, name: Uint8Array): Uint8Array {
  // At least one zero ends the name; the length is a multiple of 8.
  const bytes = new Uint8Array((FIXED_BYTES + name.length + 8) & ~7)
  const view = new DataView(bytes.buffer)
  view.setUint32(24, mode)
  for (let at = 0; at < 20; at++) bytes[40 + at] = Number.parseInt(oid.slice(2 * at, 2 * at + 2), 16)
  view.setUint16(60, Math.min(name.length, MAX_NAME_LENGTH))
  bytes.set(name, FIXED_BYTES)
  return bytes
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left[at]! - right[at]!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
