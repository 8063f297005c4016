import { fileError } from '../../core/errors/file-error.ts'
import type { FileInfo, FilesPort } from '../../core/host/files.ts'
import { joinPath } from '../../core/paths/join-path.ts'

/** What isomorphic-git asks of a path. */
interface GitStats {
  readonly type: 'file' | 'dir'
  readonly size: number
  readonly mode: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly uid: number
  readonly gid: number
  readonly dev: number
  readonly ino: number
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
}

type ReadOptions = string | { readonly encoding?: string } | undefined

/**
 * A files port as isomorphic-git wants it: like `node:fs/promises`, for the paths below `root` alone. What a remote
 * names its refs, and so where the library writes, is not to be trusted.
 *
 * What is written is a draft: `root` is to be settled and moved to its place.
 *
 * There are no links: neither made nor followed out of the root, because nothing here makes one.
 */
export function createGitFiles(files: FilesPort, root: string) {
  const inside = (path: string): string => {
    const whole = joinPath(root, path)
    if (whole !== root && !whole.startsWith(`${root}/`)) throw fileError('EACCES', whole)
    return whole
  }
  const stat = async (path: string): Promise<GitStats> => {
    const whole = inside(path)
    const info = await files.info(whole, { follow: false })
    if (info === null) throw fileError('ENOENT', whole)
    return statsOf(info)
  }
  const promises = {
    /** Without a path, as the library calls it before each operation to see whether it gives a promise: nothing. */
    async readFile(path?: string, options?: ReadOptions): Promise<Uint8Array | string> {
      if (path === undefined) return ''
      const bytes = await files.read(inside(path))
      const encoding = typeof options === 'string' ? options : options?.encoding
      return encoding === undefined ? bytes : new TextDecoder().decode(bytes)
    },
    async writeFile(path: string, data: Uint8Array | string): Promise<void> {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
      await files.write(inside(path), bytes, { createParents: true, draft: true })
    },
    async unlink(path: string): Promise<void> {
      await files.remove(inside(path))
    },
    async readdir(path: string): Promise<string[]> {
      return (await files.list(inside(path))).map(({ name }) => name)
    },
    async mkdir(path: string): Promise<void> {
      await files.makeDirectory(inside(path))
    },
    async rmdir(path: string): Promise<void> {
      await files.remove(inside(path))
    },
    async rm(path: string): Promise<void> {
      await files.remove(inside(path))
    },
    stat,
    lstat: stat,
    async readlink(path: string): Promise<never> {
      throw fileError('ENOENT', inside(path))
    },
    async symlink(_target: string, path: string): Promise<never> {
      throw fileError('EACCES', inside(path))
    },
  }
  return { promises }
}

function statsOf({ kind, size, mtime, ctime }: FileInfo): GitStats {
  return {
    type: kind === 'directory' ? 'dir' : 'file',
    size,
    mode: kind === 'directory' ? 0o40000 : 0o100644,
    mtimeMs: mtime,
    ctimeMs: ctime,
    uid: 0,
    gid: 0,
    dev: 0,
    ino: 0,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'directory',
    isSymbolicLink: () => kind === 'symlink',
  }
}
