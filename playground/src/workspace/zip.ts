import { type UnzipFileFilter, type Unzipped, unzipSync, Zip, ZipDeflate } from 'fflate'
import { LARGEST_IMPORT, MOST_FILES, tooLarge, tooMany } from './import-limits.ts'

/** Bytes that are packed or unpacked before the page has a turn: the library's own threads are against its policy. */
const PIECE = 1024 * 1024

/** A zip of files by relative path. */
export async function packZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, data) => {
    if (error !== null) throw error
    parts.push(new Uint8Array(data))
  })
  for (const [name, content] of files) {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    for (let at = 0; at < content.length; at += PIECE) {
      entry.push(content.subarray(at, at + PIECE))
      await turn()
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/**
 * The files of a zip, by the path that is written in it, which nobody has checked.
 *
 * No entry gives more bytes than its header says, and what the headers say together is bounded.
 *
 * @throws {RangeError} when there are too many files, or they are too large together; {Error} when it is no zip, or holds
 *   a path twice.
 */
export async function unpackZip(data: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const piece of inPieces(listZip(data))) {
    const found = readZip(data, ({ name }) => piece.has(name))
    for (const name of piece) {
      const content = Object.hasOwn(found, name) ? found[name] : undefined
      if (content !== undefined) files.set(name, content)
    }
    await turn()
  }
  return files
}

/** Names of the files with their sizes in bytes. */
function listZip(data: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>()
  let bytes = 0
  readZip(data, ({ name, size, originalSize }) => {
    if (sizes.has(name)) throw new Error(`The zip holds "${name}" twice`)
    if (!name.endsWith('/')) sizes.set(name, originalSize)
    // What is stored as it is gives the first, what is compressed the second.
    bytes += Math.max(size, originalSize)
    if (bytes > LARGEST_IMPORT) throw tooLarge('The zip')
    if (sizes.size > MOST_FILES) throw tooMany('The zip')
    return false
  })
  return sizes
}

function inPieces(sizes: ReadonlyMap<string, number>): Array<Set<string>> {
  const pieces: Array<Set<string>> = []
  let room = 0
  for (const [name, size] of sizes) {
    if (room < size || pieces.length === 0) {
      pieces.push(new Set())
      room = PIECE
    }
    pieces.at(-1)!.add(name)
    room -= size
  }
  return pieces
}

function readZip(data: Uint8Array, filter: UnzipFileFilter): Unzipped {
  try {
    return unzipSync(data, { filter })
  } catch (error) {
    const isOfLibrary = error instanceof Error && 'code' in error && typeof error.code === 'number'
    throw isOfLibrary ? new Error('The zip is damaged, or it is none', { cause: error }) : error
  }
}

/** Lets the page have a turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
