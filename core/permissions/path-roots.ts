import type { FilesPort } from '../host/files.ts'
import { joinPath } from '../paths/join-path.ts'
import type { Grant } from './permissions.ts'

/**
 * Paths that a grant covers: everything, or what is below its roots.
 *
 * Roots and paths are compared after resolving every link, so that no link leads out. Roots may be relative to the
 * working directory.
 */
export class PathRoots {
  readonly #files: FilesPort
  readonly #everything: boolean
  readonly #roots: readonly string[]
  /** Resolved roots that exist; one that does not exist yet is resolved anew each time. */
  readonly #resolved = new Map<string, string>()

  constructor(files: FilesPort, grant: Grant | undefined) {
    this.#files = files
    this.#everything = grant === true
    const roots = Array.isArray(grant) ? grant : []
    this.#roots = roots.filter((root) => root.trim() !== '').map((root) => joinPath(files.cwd, root))
  }

  /** Whether a path, already resolved by `resolveReal`, is one of the roots or below one. */
  async cover(realPath: string): Promise<boolean> {
    if (this.#everything) return true
    for (const root of this.#roots) {
      const realRoot = await this.#realRoot(root)
      if (realRoot !== null && isWithin(realPath, realRoot)) return true
    }
    return false
  }

  async #realRoot(root: string): Promise<string | null> {
    const known = this.#resolved.get(root)
    if (known !== undefined) return known
    const whole = await this.#files.realPath(root)
    if (whole === null) return resolveReal(this.#files, root)
    this.#resolved.set(root, whole)
    return whole
  }
}

/**
 * A path with every link resolved. Of one that does not exist, the nearest folder that does is resolved and the rest kept.
 *
 * @returns `null` when a link on the way leads nowhere: what writing through it would make cannot be told.
 */
export async function resolveReal(files: FilesPort, path: string): Promise<string | null> {
  const real = await files.realPath(path)
  if (real !== null) return real
  if (path === '' || path === '/') return '/'
  if ((await files.info(path, { follow: false }))?.kind === 'symlink') return null
  return resolveEntry(files, path)
}

/** The path of the entry itself: its folder is resolved as by `resolveReal`, a link in the last place is not followed. */
export async function resolveEntry(files: FilesPort, path: string): Promise<string | null> {
  const cut = path.lastIndexOf('/')
  const parent = await resolveReal(files, path.slice(0, cut) || '/')
  if (parent === null) return null
  return parent === '/' ? path.slice(cut) : `${parent}${path.slice(cut)}`
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`)
}
