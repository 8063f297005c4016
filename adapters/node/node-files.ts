import { lstat, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { fileError } from '../../core/errors/file-error.ts'
import { ExecutionCancelledError } from '../../core/errors/kernel-error.ts'
import type { FileKind, FilesPort } from '../../core/host/files.ts'
import { makeFolder, openAtomicFile, openWithParents, writeAll } from './atomic-file.ts'
import { settleFolder, writeDraft } from './draft-files.ts'
import { toFileError, unlessMissing, withFileErrors } from './node-file-error.ts'

const CHUNK_BYTES = 64 * 1024

export interface NodeFilesOptions {
  /** Where relative paths start. Default: the process's working directory. */
  readonly cwd?: string
}

/** Files of the machine by `node:fs`. Writes replace a file whole or not at all. */
export function createNodeFiles({ cwd = process.cwd() }: NodeFilesOptions = {}): FilesPort {
  return {
    cwd: withSlashes(cwd),
    kind: 'node',

    async read(path, { signal } = {}) {
      if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
      const buffer = await withFileErrors(path, () => readFile(path, signal === undefined ? {} : { signal }))
      return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    },

    stream: (path, { chunkSize = CHUNK_BYTES, signal } = {}) => streamFile(path, chunkSize, signal),

    async write(path, data, { append = false, createParents = false, mode, draft = false } = {}) {
      if (append) {
        await appendFile(path, data, { createParents, mode })
        return
      }
      if (draft) {
        await writeDraft(path, data, { createParents, mode })
        return
      }
      const sink = await openAtomicFile(path, { createParents, mode })
      try {
        await sink.write(data)
        await sink.commit()
      } catch (error) {
        await sink.abort()
        throw error
      }
    },

    settle: settleFolder,

    sink: (path, options) => openAtomicFile(path, options),

    async list(path) {
      const entries = await withFileErrors(path, () => readdir(path, { withFileTypes: true }))
      return entries
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    },

    async info(path, { follow = true } = {}) {
      const found = await unlessMissing(path, () => (follow ? stat(path) : lstat(path)))
      if (found === null) return null
      const size = found.isFile() ? found.size : 0
      return { kind: kindOf(found), size, mtime: Math.trunc(found.mtimeMs), ctime: Math.trunc(found.ctimeMs) }
    },

    async makeDirectory(path) {
      const found = await unlessMissing(path, () => stat(path))
      if (found !== null && !found.isDirectory()) throw fileError('EEXIST', path)
      if (found === null) await makeFolder(path, path)
    },

    async remove(path) {
      await unlessMissing(path, () => rm(path, { recursive: true, force: true }))
    },

    async rename(from, to) {
      // The system names neither path of the two; a missing source is the common case.
      await withFileErrors(from, () => rename(from, to))
    },

    async realPath(path) {
      const real = await unlessMissing(path, () => realpath(path))
      return real === null ? null : withSlashes(real)
    },
  }
}

interface KindFlags {
  isDirectory(): boolean
  isSymbolicLink(): boolean
}

function kindOf(entry: KindFlags): FileKind {
  if (entry.isSymbolicLink()) return 'symlink'
  return entry.isDirectory() ? 'directory' : 'file'
}

function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path
}

async function* streamFile(path: string, chunkSize: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const handle = await withFileErrors(path, () => open(path, 'r'))
  try {
    for (;;) {
      if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
      // A new buffer each time, because the chunk belongs to whoever pulled it.
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(chunkSize), 0, chunkSize)
      if (bytesRead === 0) return
      yield new Uint8Array(buffer.buffer, buffer.byteOffset, bytesRead)
    }
  } catch (cause) {
    throw toFileError(cause, path)
  } finally {
    await handle.close()
  }
}

interface AppendOptions {
  readonly createParents: boolean
  readonly mode: number | undefined
}

function appendFile(path: string, data: Uint8Array, options: AppendOptions): Promise<void> {
  return withFileErrors(path, async () => {
    const handle = await openWithParents(path, { flags: 'a', asked: path, ...options })
    try {
      await writeAll(handle, data)
    } finally {
      await handle.close()
    }
  })
}
