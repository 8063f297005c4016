import { type UnzipFileFilter, type Unzipped, unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { LARGEST_IMPORT, MOST_FILES, tooLarge, tooMany } from './import-limits.ts'
import { isFolderPath } from './paths.ts'

/** Bytes that are packed or unpacked before the page has a turn: the library's own threads are against its policy. */
const PIECE = 1024 * 1024

/** A zip of files by relative path. A path that ends in a slash is an empty folder. */
export async function packZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, data) => {
    if (error !== null) throw error
    parts.push(new Uint8Array(data))
  })
  for (const [name, content] of files) {
    const entry = isFolderPath(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
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
 * The files of a zip, by the path that is written in it, which nobody has checked. Its empty folders are among them,
 * with a slash at the end and no bytes.
 *
 * No entry gives more bytes than its header says, and what the headers say together is bounded.
 *
 * @throws {RangeError} when there are too many files, or they are too large together; {Error} when it is no zip, or holds
 *   a path twice.
 */
export async function unpackZip(data: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const piece of inPieces(withoutFilledFolders(listZip(data)))) {
    const found = readZip(data, ({ name }) => piece.has(name))
    for (const name of piece) {
      const content = isFolderPath(name) ? new Uint8Array() : Object.hasOwn(found, name) ? found[name] : undefined
      if (content !== undefined) files.set(name, content)
    }
    await turn()
  }
  return files
}

/** A folder is there without an entry of its own when something is in it. */
function withoutFilledFolders(sizes: ReadonlyMap<string, number>): Map<string, number> {
  const filled = new Set<string>()
  for (const name of sizes.keys())
    for (let at = name.indexOf('/'); at >= 0 && at < name.length - 1; at = name.indexOf('/', at + 1))
      filled.add(name.slice(0, at + 1))
  return new Map([...sizes].filter(([name]) => !filled.has(name)))
}

/** Names of the files and folders with their sizes in bytes. */
function listZip(data: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>()
  let bytes = 0
  readZip(data, ({ name, size, originalSize }) => {
    if (sizes.has(name)) throw new Error(`The zip holds "${name}" twice`)
    sizes.set(name, isFolderPath(name) ? 0 : originalSize)
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
