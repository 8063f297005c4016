import { concatBytes } from '../../core/bytes/concat-bytes.ts'
import { fileError } from '../../core/errors/file-error.ts'
import { ExecutionCancelledError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import { type MemoryNode, MemoryTree } from './memory-tree.ts'

export interface MemoryFilesOptions {
  /** Content by path; relative paths start at `cwd`, parents are made. Text is UTF-8. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Working directory; made when missing. Default `/work`. */
  readonly cwd?: string
  /** Bytes that all files together may hold; writing more is ENOSPC. Default no limit. */
  readonly quota?: number
  /** Milliseconds since the epoch for mtime. Default `Date.now`. */
  readonly now?: () => number
}

/** Files in memory, with a look inside for tests. */
export interface MemoryFiles extends FilesPort {
  /** Every file by absolute path, sorted. The arrays are the live content: do not change them. */
  snapshot(): Map<string, Uint8Array>
}

/** A files port that keeps everything in memory. Writes are atomic, because nothing else runs during one. */
export function createMemoryFiles(options: MemoryFilesOptions = {}): MemoryFiles {
  const { cwd = '/work', quota = Number.POSITIVE_INFINITY, now = Date.now } = options
  const tree = new MemoryTree(now)
  let used = 0

  /** What the place holds for a file write: its content, or nothing. Folders are EISDIR. */
  const oldContent = (node: MemoryNode | undefined, path: string): Uint8Array => {
    if (node?.kind === 'directory') throw fileError('EISDIR', path)
    return node?.data ?? new Uint8Array(0)
  }

  const put = (path: string, createParents: boolean, makeContent: (old: Uint8Array) => Uint8Array): void => {
    const place = tree.place(path, createParents)
    const old = oldContent(place.parent.children.get(place.name), path)
    const data = makeContent(old)
    const total = used - old.length + data.length
    if (total > quota) throw fileError('ENOSPC', path)
    used = total
    tree.set(place, { kind: 'file', data, mtime: now() })
  }

  const readFile = (path: string, signal?: AbortSignal): Uint8Array => {
    if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
    const node = tree.get(path)
    if (node.kind === 'directory') throw fileError('EISDIR', path)
    return node.data
  }

  tree.makeFolder(cwd)
  tree.makeFolder('/tmp')
  const encoder = new TextEncoder()
  for (const [path, content] of Object.entries(options.files ?? {})) {
    const absolute = path.startsWith('/') ? path : `${cwd === '/' ? '' : cwd}/${path}`
    put(absolute, true, () => (typeof content === 'string' ? encoder.encode(content) : content.slice()))
  }

  return {
    cwd,
    kind: 'memory',

    async read(path, { signal } = {}) {
      return readFile(path, signal).slice()
    },

    async *stream(path, { chunkSize = 65_536, signal } = {}) {
      const data = readFile(path, signal)
      for (let from = 0; from < data.length; from += chunkSize) {
        if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
        yield data.slice(from, from + chunkSize)
      }
    },

    async write(path, data, { append = false, createParents = false } = {}) {
      put(path, createParents, (old) => (append ? concatBytes([old, data.slice()]) : data.slice()))
    },

    async sink(path, { createParents = false } = {}) {
      const place = tree.place(path, createParents)
      oldContent(place.parent.children.get(place.name), path)
      const parts: Uint8Array[] = []
      let size = 0
      let open = true
      return {
        async write(chunk) {
          if (!open) throw fileError('EIO', path, new Error('The sink is closed'))
          if (used + size + chunk.length > quota) throw fileError('ENOSPC', path)
          size += chunk.length
          parts.push(chunk.slice())
        },
        async commit() {
          if (!open) throw fileError('EIO', path, new Error('The sink is closed'))
          put(path, false, () => concatBytes(parts))
          open = false
        },
        async abort() {
          open = false
          parts.length = 0
        },
      }
    },

    async list(path) {
      const node = tree.get(path)
      if (node.kind === 'file') throw fileError('ENOTDIR', path)
      const entries = Array.from(node.children, ([name, child]) => ({ name, kind: child.kind }))
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    },

    async info(path) {
      const node = tree.find(path)
      if (node === null) return null
      const size = node.kind === 'file' ? node.data.length : 0
      return { kind: node.kind, size, mtime: node.mtime, ctime: node.mtime }
    },

    async makeDirectory(path) {
      if (tree.find(path)?.kind === 'file') throw fileError('EEXIST', path)
      tree.makeFolder(path)
    },

    async remove(path) {
      const node = tree.find(path)
      if (node === null) return
      if (node === tree.root) throw fileError('EBUSY', path)
      used -= node.kind === 'file' ? node.data.length : sum(Array.from(tree.files(node), ([, data]) => data.length))
      tree.unset(tree.place(path, false))
    },

    async rename(from, to) {
      const node = tree.get(from)
      if (from === to) return
      if (node === tree.root || to.startsWith(`${from}/`)) throw fileError('EBUSY', to)
      const target = tree.place(to, false)
      const replaced = target.parent.children.get(target.name)
      if (replaced?.kind === 'directory' && node.kind === 'file') throw fileError('EISDIR', to)
      if (replaced?.kind === 'directory' && replaced.children.size > 0) throw fileError('EEXIST', to)
      if (replaced?.kind === 'file' && node.kind === 'directory') throw fileError('ENOTDIR', to)
      if (replaced?.kind === 'file') used -= replaced.data.length
      tree.unset(tree.place(from, false))
      tree.set(target, node)
    },

    async realPath(path) {
      return tree.find(path) === null ? null : path
    },

    snapshot: () => new Map(tree.files()),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
