import { fileError } from '../../core/errors/file-error.ts'
import type { FileInfo } from '../../core/host/files.ts'
import type { R2BucketLike, R2ObjectLike } from './r2-bucket.ts'

/** Keys that one call of `delete` takes. */
const DELETE_LIMIT = 1000

/**
 * Folders over a store of keys: a folder is there when a key lies below it, or when its marker is there, an empty
 * object whose key ends with `/`.
 */
export class R2Tree {
  readonly #bucket: R2BucketLike
  readonly #prefix: string

  /** @param prefix what every key starts with; empty, or ending with `/`. */
  constructor(bucket: R2BucketLike, prefix: string) {
    this.#bucket = bucket
    this.#prefix = prefix
  }

  /** The key of a file. */
  keyOf(path: string): string {
    return this.#prefix + path.slice(1)
  }

  async info(path: string): Promise<FileInfo | null> {
    const file = path === '/' ? null : await this.#bucket.head(this.keyOf(path))
    if (file !== null) return { kind: 'file', size: file.size, mtime: time(file), ctime: time(file) }
    return (await this.#isFolder(path)) ? { kind: 'directory', size: 0, mtime: 0, ctime: 0 } : null
  }

  /** What lies at the path; throws ENOENT, or ENOTDIR when a file is in the way. */
  async kindOf(path: string, asked = path): Promise<FileInfo['kind']> {
    const info = await this.info(path)
    if (info !== null) return info.kind
    for (let above = parentOf(path); above !== '/'; above = parentOf(above)) {
      if ((await this.#bucket.head(this.keyOf(above))) !== null) throw fileError('ENOTDIR', asked)
    }
    throw fileError('ENOENT', asked)
  }

  /** Makes sure that a file can stand at the path; throws EISDIR, ENOENT or ENOTDIR. */
  async prepareFile(path: string, createParents: boolean): Promise<void> {
    if (path === '/') throw fileError('EISDIR', path)
    const parent = parentOf(path)
    if (createParents) await this.makeFolder(parent, path)
    else if ((await this.kindOf(parent, path)) !== 'directory') throw fileError('ENOTDIR', path)
    if (await this.#isFolder(path)) throw fileError('EISDIR', path)
  }

  /** Makes the folder and those above it; `asked` is the path for messages. */
  async makeFolder(path: string, asked = path): Promise<void> {
    const missing: string[] = []
    for (let place = path; place !== '/'; place = parentOf(place)) {
      const info = await this.info(place)
      if (info?.kind === 'file') throw fileError('ENOTDIR', asked)
      if (info !== null) break
      missing.push(place)
    }
    for (const place of missing.reverse()) await this.#bucket.put(this.#folderKey(place), new Uint8Array(0))
  }

  async list(path: string): Promise<Array<{ name: string; kind: 'file' | 'directory' }>> {
    if ((await this.kindOf(path)) === 'file') throw fileError('ENOTDIR', path)
    const prefix = this.#folderKey(path)
    const entries: Array<{ name: string; kind: 'file' | 'directory' }> = []
    let cursor: string | undefined
    do {
      const page = await this.#bucket.list({ prefix, delimiter: '/', ...(cursor === undefined ? {} : { cursor }) })
      for (const { key } of page.objects) {
        if (key !== prefix) entries.push({ name: key.slice(prefix.length), kind: 'file' })
      }
      for (const key of page.delimitedPrefixes) entries.push({ name: key.slice(prefix.length, -1), kind: 'directory' })
      cursor = page.truncated ? page.cursor : undefined
    } while (cursor !== undefined)
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1))
  }

  /** Every key below a folder, markers and its own included, relative to the folder. */
  async keysBelow(path: string): Promise<string[]> {
    const prefix = this.#folderKey(path)
    const keys: string[] = []
    let cursor: string | undefined
    do {
      const page = await this.#bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) })
      keys.push(...page.objects.map(({ key }) => key.slice(prefix.length)))
      cursor = page.truncated ? page.cursor : undefined
    } while (cursor !== undefined)
    return keys
  }

  /** Removes the file, or the folder with all below it. The folder above stays, even when it has no key left. */
  async remove(path: string): Promise<void> {
    const keys = (await this.keysBelow(path)).map((key) => this.#folderKey(path) + key)
    keys.push(this.keyOf(path))
    await this.#keep(parentOf(path))
    for (let from = 0; from < keys.length; from += DELETE_LIMIT) {
      await this.#bucket.delete(keys.slice(from, from + DELETE_LIMIT))
    }
  }

  async #keep(folder: string): Promise<void> {
    if (folder === '/' || (await this.#bucket.head(this.#folderKey(folder))) !== null) return
    await this.#bucket.put(this.#folderKey(folder), new Uint8Array(0))
  }

  async #isFolder(path: string): Promise<boolean> {
    if (path === '/') return true
    return (await this.#bucket.list({ prefix: this.#folderKey(path), limit: 1 })).objects.length > 0
  }

  #folderKey(path: string): string {
    return path === '/' ? this.#prefix : `${this.keyOf(path)}/`
  }
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

function time(object: R2ObjectLike): number {
  return object.uploaded.getTime()
}
