import { fileError } from '../../../core/errors/file-error.ts'
import { ExecutionCancelledError } from '../../../core/errors/kernel-error.ts'
import type { FileSink, FilesPort, WriteOptions } from '../../../core/host/files.ts'
import { moveFolder } from './opfs-move-folder.ts'
import { canMove, type OpfsWriting, writingHere } from './opfs-pending-file.ts'
import { type OpfsSession, openFolder, openSession } from './opfs-session.ts'
import { childOf, OpfsTree } from './opfs-tree.ts'
import { OpfsWriter, type OpfsWriterParts } from './opfs-writer.ts'
import { createTabLock, type TabLock, webLocks } from './tab-lock.ts'
import { errorName, guardPath } from './web-file-error.ts'

export interface OpfsFilesOptions {
  /** Name of the workspace; each has its own tree. Letters, digits, `-` and `_`. */
  readonly name: string
  /** Working directory; made when missing. Default `/`. */
  readonly cwd?: string
  /** `navigator.storage`, unless a test hands in its own. */
  readonly storage?: Pick<StorageManager, 'getDirectory'>
  /** Forces a way of writing; by default the fastest that this context has. */
  readonly writing?: OpfsWriting
}

export interface OpfsFiles extends FilesPort {
  readonly kind: 'opfs'
  readonly writing: OpfsWriting
  /** Removes unfinished files and ends the session. The port is of no use afterwards. */
  close(): Promise<void>
}

/**
 * Files in the origin's private file system.
 *
 * Content is written under a temporary name and moved to its place, so a tab that is closed in the middle leaves the old
 * content whole; leftovers go when the workspace is opened next. Changes of all tabs take turns; the slow
 * part, before a file is moved, does not wait. Renaming a folder moves its files one by one, because no engine moves
 * folders. Drafts are written in place.
 *
 * Spec: none, ours (DESIGN.md 4).
 *
 * @throws whatever the browser throws when it refuses the storage (`SecurityError` in some private windows), and
 *   `NotSupportedError` when it lacks what whole writes need.
 */
export async function createOpfsFiles(options: OpfsFilesOptions): Promise<OpfsFiles> {
  const storage = options.storage ?? browserStorage()
  const name = `lcod/${options.name}`
  const base = await openFolder(await storage.getDirectory(), name)
  const writing = options.writing ?? bestWriting()
  const session = await openSession(await openFolder(base, 'unfinished'), name, webLocks())
  const tree = new OpfsTree(await openFolder(base, 'tree'))
  await tree.makeFolder(options.cwd ?? '/')
  const lock = createTabLock(name, webLocks())
  return new OpfsDriver({ tree, session, lock, writing }, options.cwd ?? '/')
}

/** The type library takes it for granted; WebKitGTK and insecure contexts have none. */
function browserStorage(): Pick<StorageManager, 'getDirectory'> {
  const storage = 'storage' in navigator ? navigator.storage : undefined
  if (storage !== undefined && 'getDirectory' in storage) return storage
  throw new DOMException('This browser gives the page no private file system', 'NotSupportedError')
}

function bestWriting(): OpfsWriting {
  const writing = writingHere()
  if (writing !== null) return writing
  throw new DOMException(
    'The private file system of this browser cannot replace a file in one step',
    'NotSupportedError',
  )
}

class OpfsDriver implements OpfsFiles {
  readonly kind = 'opfs'
  readonly cwd: string
  readonly writing: OpfsWriting
  readonly #tree: OpfsTree
  readonly #session: OpfsSession
  readonly #lock: TabLock
  readonly #writer: OpfsWriter

  constructor(parts: OpfsWriterParts, cwd: string) {
    this.#tree = parts.tree
    this.#session = parts.session
    this.#lock = parts.lock
    this.#writer = new OpfsWriter(parts)
    this.writing = parts.writing
    this.cwd = cwd
  }

  async read(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Uint8Array> {
    stopIfAborted(signal)
    return guardPath(path, () => this.#readWhole(path))
  }

  async *stream(path: string, options: { chunkSize?: number; signal?: AbortSignal } = {}): AsyncGenerator<Uint8Array> {
    const { chunkSize = 262_144, signal } = options
    stopIfAborted(signal)
    const file = await guardPath(path, async () => (await this.#tree.file(path)).getFile())
    for (let from = 0; from < file.size; from += chunkSize) {
      stopIfAborted(signal)
      yield await guardPath(path, () => bytesOf(file.slice(from, from + chunkSize)))
    }
  }

  write(path: string, data: Uint8Array, options: WriteOptions = {}): Promise<void> {
    const { append = false, createParents = false, draft = false } = options
    if (append) return this.#change(path, () => this.#writer.append(path, data, createParents))
    return guardPath(path, () =>
      draft ? this.#writer.draft(path, data, createParents) : this.#writer.replace(path, data, createParents),
    )
  }

  sink(path: string, { createParents = false }: { createParents?: boolean } = {}): Promise<FileSink> {
    return this.#writer.sink(path, createParents)
  }

  list(path: string): Promise<Array<{ name: string; kind: 'file' | 'directory' }>> {
    return guardPath(path, async () => {
      const folder = await this.#tree.get(path)
      if (folder.kind === 'file') throw fileError('ENOTDIR', path)
      const entries: Array<{ name: string; kind: 'file' | 'directory' }> = []
      for await (const [name, handle] of folder.entries()) entries.push({ name, kind: handle.kind })
      return entries.sort((left, right) => (left.name < right.name ? -1 : 1))
    })
  }

  /** Folders have no times here: theirs are 0. */
  info(path: string) {
    return guardPath(path, async () => {
      const handle = await this.#tree.find(path)
      if (handle === null) return null
      if (handle.kind === 'directory') return { kind: handle.kind, size: 0, mtime: 0, ctime: 0 }
      const { size, lastModified } = await handle.getFile()
      return { kind: handle.kind, size, mtime: lastModified, ctime: lastModified }
    })
  }

  makeDirectory(path: string): Promise<void> {
    return this.#change(path, async () => {
      if ((await this.#tree.find(path))?.kind === 'file') throw fileError('EEXIST', path)
      await this.#tree.makeFolder(path)
    })
  }

  remove(path: string): Promise<void> {
    return this.#change(path, async () => {
      if ((await this.#tree.find(path)) === null) return
      if (path === '/') throw fileError('EBUSY', path)
      const { parent, name } = await this.#tree.place(path, false)
      await parent.removeEntry(name, { recursive: true })
      this.#tree.forget()
    })
  }

  rename(from: string, to: string): Promise<void> {
    return this.#change(from, async () => {
      const source = await this.#tree.get(from)
      if (from === to) return
      if (from === '/' || to.startsWith(`${from}/`)) throw fileError('EBUSY', to)
      const target = await this.#tree.place(to, false)
      const replaced = await childOf(target.parent, target.name)
      if (source.kind === 'directory') {
        if (replaced?.kind === 'file') throw fileError('ENOTDIR', to)
        await moveFolder(source, await this.#tree.place(from, false), target, to)
        this.#tree.forget()
        return
      }
      if (replaced?.kind === 'directory') throw fileError('EISDIR', to)
      if (!canMove(source)) throw fileError('EIO', from)
      await source.move(target.parent, target.name)
    })
  }

  async realPath(path: string): Promise<string | null> {
    return (await guardPath(path, () => this.#tree.find(path))) === null ? null : path
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  /** What reads before it changes, or changes more than one entry, does so alone. */
  #change<T>(path: string, action: () => Promise<T>): Promise<T> {
    return guardPath(path, () =>
      this.#lock.run(async () => {
        this.#tree.forget()
        return action()
      }),
    )
  }

  /** A file that is replaced between opening and reading it is opened again: the new content is whole. */
  async #readWhole(path: string): Promise<Uint8Array> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await bytesOf(await (await this.#tree.file(path)).getFile())
      } catch (error) {
        const replaced = errorName(error) === 'NotReadableError' || errorName(error) === 'NotFoundError'
        if (!replaced || attempt === 3) throw error
      }
    }
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
}
