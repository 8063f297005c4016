import { ExecutionCancelledError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import type { GitCloneRequest } from '../../core/host/git.ts'
import type { RemoteRefs, Target } from './choose-ref.ts'
import type { createGitFiles } from './git-files.ts'

export type Git = typeof import('isomorphic-git')

/** The folder that a clone is made in, and what works on it. */
export interface Workspace {
  readonly git: Git
  readonly files: FilesPort
  readonly fs: ReturnType<typeof createGitFiles>
  /** Root of the clone, absolute. */
  readonly dir: string
  readonly gitdir: string
  /** Keeps packs open between reads. */
  readonly cache: object
  readonly request: GitCloneRequest
}

/** What stands on the other side. */
export interface Remote {
  refs(): Promise<RemoteRefs>
  /** Brings the object and all it needs; what cannot be brought is missing afterwards. */
  fetch(target: Target): Promise<void>
}

/** Throws when the clone has been cancelled. */
export function ensureWanted({ request: { signal } }: Workspace): void {
  if (signal?.aborted) throw new ExecutionCancelledError(signal.reason)
}
