import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bytesToHex } from '../../core/bytes/hex.ts'
import { fileError } from '../../core/errors/file-error.ts'
import type { FileSink } from '../../core/host/files.ts'
import { systemCode, unlessMissing, withFileErrors } from './node-file-error.ts'
import { createNodeRandom } from './node-random.ts'

const random = createNodeRandom()

export interface AtomicFileOptions {
  readonly createParents?: boolean | undefined
  /** Permission bits, set exactly; an existing file keeps its own when absent. */
  readonly mode?: number | undefined
}

/**
 * Opens a file that appears under `path` when it is committed.
 *
 * The content goes to a hidden file in the same folder, is flushed, and takes the path's place by renaming: a crash at
 * any moment leaves the old content or the new. Links are followed; what is no regular file (a terminal, a pipe) is
 * written to directly, because replacing it would destroy it.
 */
export function openAtomicFile(path: string, options: AtomicFileOptions = {}): Promise<FileSink> {
  return withFileErrors(path, async () => {
    const target = (await unlessMissing(path, () => realpath(path))) ?? path
    const existing = await unlessMissing(path, () => stat(target))
    if (existing?.isDirectory()) throw fileError('EISDIR', path)
    if (existing !== null && !existing.isFile()) return new DirectSink(path, await open(target, 'w'))
    const folder = dirname(target)
    const temporary = join(folder, `.lcod-${bytesToHex(random.bytes(8))}.tmp`)
    // The bits hold from the first byte on: content that only its owner may read is never open to others.
    const mode = options.mode ?? (existing === null ? undefined : existing.mode & 0o777)
    const { createParents } = options
    const handle = await openWithParents(temporary, { flags: 'wx', asked: path, createParents, mode })
    return new AtomicSink({ path, target, temporary, handle, mode })
  })
}

interface OpenWithParents {
  readonly flags: string
  /** The path that the caller named, for messages. */
  readonly asked: string
  readonly createParents: boolean | undefined
  readonly mode: number | undefined
}

/** Opens a file; a missing folder is made first when `createParents` says so. */
export async function openWithParents(path: string, options: OpenWithParents): Promise<FileHandle> {
  const { flags, asked, createParents = false, mode } = options
  const opening = () => open(path, flags, mode)
  const handle = createParents ? await unlessMissing(asked, opening) : await opening()
  if (handle !== null) return handle
  await makeFolder(dirname(path), asked)
  return open(path, flags, mode)
}

/** Makes a folder and its parents. A file in the way is ENOTDIR whatever name the system has for it. */
export async function makeFolder(folder: string, asked: string): Promise<void> {
  await withFileErrors(asked, async () => {
    try {
      await mkdir(folder, { recursive: true })
    } catch (cause) {
      if (systemCode(cause) === 'EEXIST') throw fileError('ENOTDIR', asked, cause)
      throw cause
    }
  })
}

interface AtomicSinkParts {
  readonly path: string
  readonly target: string
  readonly temporary: string
  readonly handle: FileHandle
  readonly mode: number | undefined
}

class AtomicSink implements FileSink {
  readonly #parts: AtomicSinkParts
  #open = true

  constructor(parts: AtomicSinkParts) {
    this.#parts = parts
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#ensureOpen()
    await withFileErrors(this.#parts.path, () => writeAll(this.#parts.handle, chunk))
  }

  async commit(): Promise<void> {
    this.#ensureOpen()
    const { path, target, temporary, handle, mode } = this.#parts
    try {
      await withFileErrors(path, async () => {
        if (mode !== undefined) await handle.chmod(mode)
        await handle.sync()
        await handle.close()
        await rename(temporary, target)
      })
      this.#open = false
    } catch (error) {
      await this.abort()
      throw error
    }
  }

  async abort(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await withFileErrors(this.#parts.path, async () => {
      // A second close of a handle does nothing.
      await this.#parts.handle.close()
      await rm(this.#parts.temporary, { force: true })
    })
  }

  #ensureOpen(): void {
    if (!this.#open) throw fileError('EIO', this.#parts.path, new Error('The sink is closed'))
  }
}

class DirectSink implements FileSink {
  readonly #path: string
  readonly #handle: FileHandle

  constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  async write(chunk: Uint8Array): Promise<void> {
    await withFileErrors(this.#path, () => writeAll(this.#handle, chunk))
  }

  async commit(): Promise<void> {
    await withFileErrors(this.#path, () => this.#handle.close())
  }

  async abort(): Promise<void> {
    await this.commit()
  }
}

/** Writes a whole chunk: one call of the system may write less. */
export async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0
  while (offset < chunk.length) {
    const { bytesWritten } = await handle.write(chunk, offset, chunk.length - offset)
    offset += bytesWritten
  }
}
