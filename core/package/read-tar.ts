import { KernelError } from '../errors/kernel-error.ts'

/** A file of an archive. */
export interface ArchiveEntry {
  /** Relative, with `/`, without `.` and `..` segments. */
  readonly path: string
  readonly content: Uint8Array
}

const BLOCK = 512
const MAX_ENTRIES = 10_000

/**
 * Reads an uncompressed tar archive of plain files (ustar).
 *
 * Nothing else is taken: no links, devices, sparse files, absolute paths, `..`, extended headers, nor two names that a
 * file system may hold for one. A component needs none of them, and each is a way out of its folder.
 *
 * @returns the files in the order of the archive; folders are left out.
 * @throws {KernelError} `archive_invalid` naming the entry.
 * Spec: contracts.md 5.7.
 */
export function readTar(bytes: Uint8Array): ArchiveEntry[] {
  const entries: ArchiveEntry[] = []
  const names = new Set<string>()
  let at = 0
  for (;;) {
    if (at + BLOCK > bytes.length) throw invalid('the archive ends in the middle')
    const header = bytes.subarray(at, at + BLOCK)
    if (header.every((byte) => byte === 0)) return entries
    if (entries.length === MAX_ENTRIES) throw invalid(`it has more than ${MAX_ENTRIES} files`)
    checkSum(header)
    const name = entryName(header)
    const size = octal(header, 124, 12, name)
    const end = at + BLOCK + size
    if (end > bytes.length) throw invalid(`"${name}" is larger than the archive`)
    const type = header[156]
    if (type === 0 || type === 0x30) {
      const path = checkedPath(name)
      const folded = path.normalize('NFC').toLowerCase()
      if (names.has(folded)) throw invalid(`"${name}" is there twice, or differs in case only`)
      names.add(folded)
      entries.push({ path, content: bytes.slice(at + BLOCK, end) })
    } else if (type === 0x35) {
      if (size !== 0) throw invalid(`the folder "${name}" has content`)
      const folder = name.replace(/\/+$/, '')
      if (folder !== '.') checkedPath(folder)
    } else {
      throw invalid(`"${name}" is neither a file nor a folder`)
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

function entryName(header: Uint8Array): string {
  const magic = text(header, 257, 5)
  const prefix = magic === 'ustar' ? text(header, 345, 155) : ''
  const name = text(header, 0, 100)
  return prefix === '' ? name : `${prefix}/${name}`
}

function checkedPath(name: string): string {
  const path = name.startsWith('./') ? name.slice(2) : name
  // Windows takes dots and blanks off the end of a name: `.. ` would be `..` there.
  const isPlain = !/[\\:\0]/.test(path) && path.split('/').every((part) => part !== '' && !/[. ]$/.test(part))
  if (!isPlain) throw invalid(`"${name}" is no path inside its folder`)
  return path
}

function checkSum(header: Uint8Array): void {
  let sum = 0
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 0x20 : header[index]!
  if (sum !== octal(header, 148, 8, 'header')) throw invalid('a header is damaged')
}

function octal(header: Uint8Array, offset: number, length: number, name: string): number {
  const digits = text(header, offset, length).trim()
  if (!/^[0-7]{1,11}$/.test(digits)) throw invalid(`"${name}" has no proper size`)
  return Number.parseInt(digits, 8)
}

function text(header: Uint8Array, offset: number, length: number): string {
  const field = header.subarray(offset, offset + length)
  const end = field.indexOf(0)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(end < 0 ? field : field.subarray(0, end))
  } catch {
    throw invalid('a name is no UTF-8')
  }
}

function invalid(why: string): KernelError {
  return new KernelError('archive_invalid', `The archive cannot be used: ${why}`)
}
