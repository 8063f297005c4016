import type { FilesPort } from '../host/files.ts'
import { joinPath } from '../paths/join-path.ts'
import { type DecisionObserver, settle } from './decision.ts'
import { PathRoots, resolveEntry, resolveReal } from './path-roots.ts'
import type { Permissions } from './permissions.ts'

/** Decides which paths a run may read and write. */
export class PathRules {
  readonly #files: FilesPort
  readonly #roots: Readonly<Record<'read' | 'write', PathRoots>>
  readonly #observe: DecisionObserver | undefined

  constructor(files: FilesPort, { read, write }: Permissions, observe: DecisionObserver | undefined) {
    this.#files = files
    this.#roots = { read: new PathRoots(files, read), write: new PathRoots(files, write) }
    this.#observe = observe
  }

  /**
   * The path that a driver may be given: normalised, with every link resolved.
   *
   * @throws {KernelError} `permission_denied` unless it is granted for one of the kinds.
   */
  async path(path: string, ...kinds: ReadonlyArray<'read' | 'write'>): Promise<string> {
    const asked = joinPath(this.#files.cwd, path)
    return this.#settle(asked, await resolveReal(this.#files, asked), kinds)
  }

  /** The same for what works on the entry itself, such as removing: a link in the last place is not followed. */
  async entry(path: string, ...kinds: ReadonlyArray<'read' | 'write'>): Promise<string> {
    const asked = joinPath(this.#files.cwd, path)
    return this.#settle(asked, await resolveEntry(this.#files, asked), kinds)
  }

  async #settle(asked: string, real: string | null, kinds: ReadonlyArray<'read' | 'write'>): Promise<string> {
    for (const kind of kinds) {
      if (real !== null && (await this.#roots[kind].cover(real))) {
        settle({ kind, target: real, granted: true }, this.#observe)
        return real
      }
    }
    settle({ kind: kinds[0] ?? 'read', target: real ?? asked, granted: false }, this.#observe)
    return asked
  }
}
