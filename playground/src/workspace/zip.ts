import { unzip, zip } from 'fflate'
import { safePath } from './paths.ts'

/** Bytes that a zip may unpack to: a small file can hold gigabytes of zeros. */
const LARGEST = 64 * 1024 * 1024
const MOST_FILES = 5_000

/** A zip of files by relative path. */
export function packZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip(Object.fromEntries(files), { level: 6 }, (error, data) => (error === null ? resolve(data) : reject(error)))
  })
}

/**
 * The files of a zip by path inside the workspace. Entries whose path leaves it are left out.
 *
 * @throws {RangeError} when there are too many files, or they are too large together.
 */
export function unpackZip(data: Uint8Array): Promise<Map<string, Uint8Array>> {
  let bytes = 0
  let count = 0
  let problem: string | undefined
  return new Promise((resolve, reject) => {
    const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
      if (name.endsWith('/') || safePath(name) === null) return false
      bytes += originalSize
      count++
      if (bytes > LARGEST) problem = `The zip holds more than ${LARGEST / 1024 / 1024} MB`
      if (count > MOST_FILES) problem = `The zip holds more than ${MOST_FILES} files`
      return problem === undefined
    }
    unzip(data, { filter }, (error, entries) => {
      if (problem !== undefined) return reject(new RangeError(problem))
      if (error !== null) return reject(error)
      const files = new Map<string, Uint8Array>()
      for (const [name, content] of Object.entries(entries)) {
        const path = safePath(name)
        if (path !== null) files.set(path, content)
      }
      resolve(files)
    })
  })
}
