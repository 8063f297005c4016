import { KernelError } from '../errors/kernel-error.ts'
import type { ArchiveEntry } from './read-tar.ts'

const BLOCK = 512
const encoder = new TextEncoder()

/**
 * Writes files into an uncompressed tar archive (ustar). The same files give the same bytes: sorted by path, without
 * owners, times or anything else of the machine.
 *
 * @throws {KernelError} `archive_invalid` for a path that the format cannot hold.
 * Spec: contracts.md 5.7.
 */
export function writeTar(entries: readonly ArchiveEntry[]): Uint8Array {
  const sorted = [...entries].sort((left, right) => (left.path < right.path ? -1 : 1))
  const padded = sorted.map(({ content }) => Math.ceil(content.length / BLOCK) * BLOCK)
  const archive = new Uint8Array(padded.reduce((sum, size) => sum + BLOCK + size, 0) + 2 * BLOCK)
  let at = 0
  for (const [index, { path, content }] of sorted.entries()) {
    writeHeader(archive.subarray(at, at + BLOCK), path, content.length)
    archive.set(content, at + BLOCK)
    at += BLOCK + padded[index]!
  }
  return archive
}

function writeHeader(header: Uint8Array, path: string, size: number): void {
  const { name, prefix } = splitPath(path)
  const put = (text: string, offset: number) => header.set(encoder.encode(text), offset)
  put(name, 0)
  put('0000644', 100)
  put('0000000', 108)
  put('0000000', 116)
  put(size.toString(8).padStart(11, '0'), 124)
  put('00000000000', 136)
  put('        ', 148)
  put('0', 156)
  put('ustar', 257)
  put('00', 263)
  put(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
}

/** The format has 100 bytes for the end of a path and 155 for what comes before. */
function splitPath(path: string): { readonly name: string; readonly prefix: string } {
  const fits = (text: string, bytes: number) => encoder.encode(text).length <= bytes
  if (fits(path, 100)) return { name: path, prefix: '' }
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)]
    if (fits(prefix, 155) && fits(name, 100)) return { name, prefix }
  }
  throw new KernelError('archive_invalid', `The path "${path}" is too long for an archive`, { data: { path } })
}
