import { concatBytes } from '../../core/bytes/concat-bytes.ts'
import { fileError } from '../../core/errors/file-error.ts'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { FileInfo, FileSink, FilesPort } from '../../core/host/files.ts'
import type { R2BucketLike, R2ObjectBodyLike } from './r2-bucket.ts'
import { createR2Sink } from './r2-sink.ts'
import { parentOf, R2Tree } from './r2-tree.ts'

export interface R2FilesOptions {
  /** What every key starts with, such as `tenant-7`. Default nothing. */
  readonly prefix?: string
  /** Where relative paths start. Default `/`. */
  readonly cwd?: string
}

/**
 * Files in an R2 bucket. Objects appear whole or not at all.
 *
 * What a store of keys cannot do in one step: renaming copies and then removes, folder by folder key by key, so a
 * failure in between leaves both; folders have no times (0). Appending reads, and writes only when the object is still
 * the one it read, so appends of other isolates are not lost.
 *
 * Spec: none, ours (DESIGN.md 4).
 */
export function createR2Files(bucket: R2BucketLike, options: R2FilesOptions = {}): FilesPort {
  const prefix = options.prefix === undefined || options.prefix === '' ? '' : `${options.prefix}/`
  return new R2Driver(bucket, new R2Tree(bucket, prefix), options.cwd ?? '/')
}

class R2Driver implements FilesPort {
  readonly kind = 'r2'
  readonly cwd: string
  readonly #bucket: R2BucketLike
  readonly #tree: R2Tree

  constructor(bucket: R2BucketLike, tree: R2Tree, cwd: string) {
    this.#bucket = bucket
    this.#tree = tree
    this.cwd = cwd
  }

  async read(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Uint8Array> {
    stopIfAborted(signal)
    return guard(path, async () => new Uint8Array(await (await this.#open(path)).arrayBuffer()))
  }

  async *stream(path: string, options: { chunkSize?: number; signal?: AbortSignal } = {}): AsyncGenerator<Uint8Array> {
    const { chunkSize = 65_536, signal } = options
    stopIfAborted(signal)
    const reader = (await guard(path, () => this.#open(path))).body.getReader()
    try {
      for (;;) {
        const { done, value } = await guard(path, () => reader.read())
        if (done) return
        for (let from = 0; from < value.length; from += chunkSize) {
          stopIfAborted(signal)
          yield value.slice(from, from + chunkSize)
        }
      }
    } finally {
      await reader.cancel()
    }
  }

  write(path: string, data: Uint8Array, options: { append?: boolean; createParents?: boolean } = {}): Promise<void> {
    return guard(path, async () => {
      await this.#tree.prepareFile(path, options.createParents ?? false)
      if (options.append) await this.#append(path, data)
      else await this.#bucket.put(this.#tree.keyOf(path), data)
    })
  }

  sink(path: string, options: { createParents?: boolean } = {}): Promise<FileSink> {
    return guard(path, async () => {
      await this.#tree.prepareFile(path, options.createParents ?? false)
      const sink = createR2Sink(this.#bucket, this.#tree.keyOf(path), {
        path,
        prepare: () => this.#tree.prepareFile(path, false),
      })
      return {
        write: (chunk) => guard(path, () => sink.write(chunk)),
        commit: () => guard(path, () => sink.commit()),
        abort: () => guard(path, () => sink.abort()),
      }
    })
  }

  list(path: string): Promise<Array<{ name: string; kind: 'file' | 'directory' }>> {
    return guard(path, () => this.#tree.list(path))
  }

  info(path: string): Promise<FileInfo | null> {
    return guard(path, () => this.#tree.info(path))
  }

  makeDirectory(path: string): Promise<void> {
    return guard(path, async () => {
      if ((await this.#tree.info(path))?.kind === 'file') throw fileError('EEXIST', path)
      await this.#tree.makeFolder(path)
    })
  }

  remove(path: string): Promise<void> {
    return guard(path, async () => {
      if (path === '/') throw fileError('EBUSY', path)
      if ((await this.#tree.info(path)) !== null) await this.#tree.remove(path)
    })
  }

  rename(from: string, to: string): Promise<void> {
    return guard(from, async () => {
      const kind = await this.#tree.kindOf(from)
      if (from === to) return
      if (from === '/' || to.startsWith(`${from}/`)) throw fileError('EBUSY', to)
      if (kind === 'file') await this.#renameFile(from, to)
      else await this.#renameFolder(from, to)
      await this.#tree.remove(from)
    })
  }

  async realPath(path: string): Promise<string | null> {
    return (await this.info(path)) === null ? null : path
  }

  async #open(path: string): Promise<R2ObjectBodyLike> {
    const object = path === '/' ? null : await this.#bucket.get(this.#tree.keyOf(path))
    if (object !== null) return object
    // Throws when there is nothing.
    await this.#tree.kindOf(path)
    throw fileError('EISDIR', path)
  }

  async #append(path: string, data: Uint8Array): Promise<void> {
    const key = this.#tree.keyOf(path)
    for (;;) {
      const old = await this.#bucket.get(key)
      const onlyIf = old === null ? { etagDoesNotMatch: '*' } : { etagMatches: old.etag }
      const content = old === null ? data : concatBytes([new Uint8Array(await old.arrayBuffer()), data])
      if ((await this.#bucket.put(key, content, { onlyIf })) !== null) return
    }
  }

  async #renameFile(from: string, to: string): Promise<void> {
    await this.#tree.prepareFile(to, false)
    await this.#copy(from, to)
  }

  async #renameFolder(from: string, to: string): Promise<void> {
    const there = await this.#tree.info(to)
    if (there?.kind === 'file') throw fileError('ENOTDIR', to)
    if (there !== null && (await this.#tree.list(to)).length > 0) throw fileError('EEXIST', to)
    await this.#tree.kindOf(parentOf(to), to)
    await this.#tree.makeFolder(to)
    for (const key of await this.#tree.keysBelow(from)) {
      if (key.endsWith('/')) await this.#tree.makeFolder(`${to}/${key.slice(0, -1)}`)
      else if (key !== '') await this.#copy(`${from}/${key}`, `${to}/${key}`)
    }
  }

  async #copy(from: string, to: string): Promise<void> {
    const sink = createR2Sink(this.#bucket, this.#tree.keyOf(to), { path: to, prepare: async () => undefined })
    try {
      for await (const chunk of this.stream(from, { chunkSize: Number.POSITIVE_INFINITY })) await sink.write(chunk)
      await sink.commit()
    } catch (error) {
      await sink.abort()
      throw error
    }
  }
}

/** R2 gives its errors no codes: what it throws is a failure of the storage. */
async function guard<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw error instanceof KernelError ? error : fileError('EIO', path, error)
  }
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
}
