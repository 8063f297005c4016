import LightningFS from '@isomorphic-git/lightning-fs'
import { concatBytes } from '../../../core/bytes/concat-bytes.ts'
import { fileError } from '../../../core/errors/file-error.ts'
import { ExecutionCancelledError } from '../../../core/errors/kernel-error.ts'
import type { FileInfo, FilesPort, WriteOptions } from '../../../core/host/files.ts'
import { LightningTree } from './lightning-tree.ts'
import { createTabLock, holdLock, type TabLock, webLocks } from './tab-lock.ts'
import { guardPath } from './web-file-error.ts'

/** For the lock of a page that is being reloaded, in ms. */
const WAIT_MS = 1500
/** Opened and removed, to see whether the page has databases at all. */
const PROBE = 'lcod-probe'

export interface LightningFilesOptions {
  /** Name of the workspace; each has its own database. */
  readonly name: string
  /** Working directory; made when missing. Default `/`. */
  readonly cwd?: string
}

export interface LightningFiles extends FilesPort {
  readonly kind: 'indexeddb'
  /** Lets another tab open the workspace. The port is of no use afterwards. */
  close(): Promise<void>
}

/**
 * Files in IndexedDB by LightningFS, for browsers without a private file system.
 *
 * LightningFS keeps the folder tree in memory and saves it as a whole, so one tab at a time may have a workspace open.
 * Content goes under a temporary name first and the tree is saved after each change: what is read back after a crash is
 * the old content or the new one.
 *
 * @throws {KernelError} EBUSY when another tab has the workspace open; whatever the browser throws when it refuses the
 *   storage.
 */
export async function createLightningFiles(options: LightningFilesOptions): Promise<LightningFiles> {
  const name = `lcod-${options.name}`
  const locks = webLocks()
  const release =
    locks === undefined ? async () => {} : await holdLock(`lcod-lightning/${options.name}`, locks, WAIT_MS)
  if (release === null) throw fileError('EBUSY', '/')
  try {
    await ensureDatabases()
    const fs = new LightningFS(name, { fileDbName: name }).promises
    const tree = await LightningTree.open(fs)
    await tree.makeFolder(options.cwd ?? '/')
    return new LightningDriver(tree, options.cwd ?? '/', release)
  } catch (error) {
    await release()
    throw error
  }
}

/** LightningFS opens its database where nobody hears of a refusal, so one is opened before. */
async function ensureDatabases(): Promise<void> {
  if (typeof indexedDB === 'undefined') {
    throw new DOMException('This browser gives the page no databases', 'NotSupportedError')
  }
  const request = indexedDB.open(PROBE)
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('success', () => {
      request.result.close()
      indexedDB.deleteDatabase(PROBE)
      resolve()
    })
    request.addEventListener('error', () => reject(request.error))
  })
}

class LightningDriver implements LightningFiles {
  readonly kind = 'indexeddb'
  readonly cwd: string
  readonly #tree: LightningTree
  readonly #release: () => Promise<void>
  // LightningFS looks up, changes and saves in separate steps: operations take turns.
  readonly #turns: TabLock = createTabLock('', undefined)

  constructor(tree: LightningTree, cwd: string, release: () => Promise<void>) {
    this.#tree = tree
    this.cwd = cwd
    this.#release = release
  }

  async read(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Uint8Array> {
    stopIfAborted(signal)
    return this.#do(path, () => this.#tree.read(path))
  }

  async *stream(path: string, options: { chunkSize?: number; signal?: AbortSignal } = {}): AsyncGenerator<Uint8Array> {
    const { chunkSize = 262_144, signal } = options
    const data = await this.read(path, signal === undefined ? {} : { signal })
    for (let from = 0; from < data.length; from += chunkSize) {
      stopIfAborted(signal)
      yield data.slice(from, from + chunkSize)
    }
  }

  async write(path: string, data: Uint8Array, options: WriteOptions = {}) {
    const { append = false, createParents = false, draft = false } = options
    await this.#do(path, async () => {
      await this.#tree.prepareFile(path, createParents)
      if (draft && !append) return this.#tree.writeDraft(path, data)
      const old = append && (await this.#tree.kindOf(path)) !== null ? await this.#tree.read(path) : null
      await this.#tree.replace(path, old === null ? data : concatBytes([old, data]))
    })
  }

  settle(folder: string): Promise<void> {
    return this.#do(folder, async () => {
      await this.#tree.list(folder)
      await this.#tree.save()
    })
  }

  async sink(path: string, options: { createParents?: boolean } = {}) {
    await this.#do(path, () => this.#tree.prepareFile(path, options.createParents ?? false))
    let parts: Uint8Array[] | null = []
    const open = (): Uint8Array[] => {
      if (parts === null) throw fileError('EIO', path, new Error('The sink is closed'))
      return parts
    }
    return {
      write: async (chunk: Uint8Array) => {
        open().push(chunk.slice())
      },
      commit: async () => {
        const content = concatBytes(open())
        await this.#do(path, async () => {
          await this.#tree.prepareFile(path, false)
          await this.#tree.replace(path, content)
        })
        parts = null
      },
      abort: async () => {
        parts = null
      },
    }
  }

  list(path: string): Promise<Array<{ name: string; kind: 'file' | 'directory' }>> {
    return this.#do(path, () => this.#tree.list(path))
  }

  info(path: string): Promise<FileInfo | null> {
    return this.#do(path, () => this.#tree.info(path))
  }

  makeDirectory(path: string): Promise<void> {
    return this.#do(path, async () => {
      if ((await this.#tree.kindOf(path)) === 'file') throw fileError('EEXIST', path)
      await this.#tree.makeFolder(path)
    })
  }

  remove(path: string): Promise<void> {
    return this.#do(path, async () => {
      if ((await this.#tree.kindOf(path)) === null) return
      if (path === '/') throw fileError('EBUSY', path)
      await this.#tree.remove(path)
    })
  }

  rename(from: string, to: string): Promise<void> {
    return this.#do(from, () => this.#tree.rename(from, to))
  }

  async realPath(path: string): Promise<string | null> {
    return (await this.#do(path, () => this.#tree.kindOf(path))) === null ? null : path
  }

  async close(): Promise<void> {
    await this.#turns.run(() => this.#tree.save())
    await this.#release()
  }

  #do<T>(path: string, action: () => Promise<T>): Promise<T> {
    return guardPath(path, () => this.#turns.run(action))
  }
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
}
