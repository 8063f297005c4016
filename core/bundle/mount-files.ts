import { fileError } from '../errors/file-error.ts'
import { ExecutionCancelledError } from '../errors/kernel-error.ts'
import type { FileInfo, FileKind, FilesPort } from '../host/files.ts'
import { isInside } from '../paths/is-inside.ts'
import type { BundleFiles } from './bundle-layout.ts'

/**
 * Shows files that are held in memory in a folder of another files port, over whatever is there. They and the folders
 * that lead to them are read-only (EACCES); everything else is the other port's, so a run can keep files beside them.
 *
 * @param folder Absolute, without links; need not exist.
 */
export function mountFiles(base: FilesPort, folder: string, mounted: BundleFiles): FilesPort {
  const contents = new Map(Array.from(mounted, ([path, content]) => [`${folder}/${path}`, content]))
  const folders = foldersOf(folder, contents.keys())
  const kindOf = (path: string): FileKind | undefined =>
    contents.has(path) ? 'file' : folders.has(path) ? 'directory' : undefined
  const writable = (path: string): string => {
    if (kindOf(path) !== undefined) throw fileError('EACCES', path)
    return path
  }
  /** What would take mounted files with it. */
  const movable = (path: string): string => {
    if ([...contents.keys()].some((file) => isInside(file, path))) throw fileError('EACCES', path)
    return path
  }
  const settle = base.settle && ((path: string) => base.settle?.(path) ?? Promise.resolve())
  return {
    ...(settle && { settle }),
    cwd: base.cwd,
    kind: base.kind,
    async read(path, options) {
      if (options?.signal?.aborted) throw new ExecutionCancelledError(options.signal.reason)
      return contents.get(path)?.slice() ?? base.read(path, options)
    },
    async *stream(path, options = {}) {
      const content = contents.get(path)
      if (content === undefined) return yield* base.stream(path, options)
      const { chunkSize = 65_536, signal } = options
      for (let from = 0; from < content.length; from += chunkSize) {
        if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
        yield content.slice(from, from + chunkSize)
      }
    },
    async list(path) {
      const own = folders.get(path)
      if (own === undefined) return base.list(path)
      const present = (await base.info(path))?.kind === 'directory' ? await base.list(path) : []
      const entries = new Map([...present, ...own].map((entry) => [entry.name, entry]))
      return [...entries.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
    },
    async info(path, options) {
      const kind = kindOf(path)
      return kind === undefined ? base.info(path, options) : infoOf(kind, contents.get(path))
    },
    realPath: async (path) => (kindOf(path) === undefined ? base.realPath(path) : path),
    write: async (path, data, options) => base.write(writable(path), data, options),
    sink: async (path, options) => base.sink(writable(path), options),
    async makeDirectory(path) {
      if (kindOf(path) === 'file') throw fileError('EEXIST', path)
      if (kindOf(path) === undefined) await base.makeDirectory(path)
    },
    remove: async (path) => base.remove(movable(path)),
    rename: async (from, to) => base.rename(movable(from), movable(to)),
  }
}

/** Folder → what is mounted in it, from the mounted folder down. */
function foldersOf(root: string, files: Iterable<string>): Map<string, Array<{ name: string; kind: FileKind }>> {
  const folders = new Map<string, Array<{ name: string; kind: FileKind }>>([[root, []]])
  const add = (path: string, kind: FileKind): void => {
    const cut = path.lastIndexOf('/')
    const parent = path.slice(0, cut)
    const known = folders.get(parent)
    const entry = { name: path.slice(cut + 1), kind }
    if (known !== undefined) known.push(entry)
    else {
      folders.set(parent, [entry])
      add(parent, 'directory')
    }
  }
  for (const file of files) add(file, 'file')
  return folders
}

/** Nothing tells when a mounted file was made: it is as old as can be. */
function infoOf(kind: FileKind, content: Uint8Array | undefined): FileInfo {
  return { kind, size: content?.length ?? 0, mtime: 0, ctime: 0 }
}
