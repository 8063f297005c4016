import type { HttpPort } from './http.ts'

export interface GitAuth {
  /** Sent as password; the user name is `username`, or one that services expect beside a token. */
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
}

/** How far a clone is. */
export interface GitProgress {
  /** What is being done, in words. */
  readonly phase: string
  readonly loaded: number
  /** Absent when it is not known. */
  readonly total?: number | undefined
  /** Absent when things are counted: objects, files. */
  readonly unit?: 'bytes' | undefined
}

export interface GitCloneRequest {
  /** `http:` or `https:`, without credentials; `file:` for a repository among the host's files. */
  readonly url: string
  /** Branch, tag, full ref or 40-hex commit; the remote's default branch when absent. */
  readonly ref?: string | undefined
  /** Commits of history to fetch; all when absent. */
  readonly depth?: number | undefined
  /** Absolute folder; created; must be empty or missing unless `replace` is set. */
  readonly dest: string
  /** A clone that is in `dest` already gives way to the new one. Default false. */
  readonly replace?: boolean | undefined
  /** Folder that the commit must have, relative, with `/`. */
  readonly subdir?: string | undefined
  readonly auth?: GitAuth | undefined
  /** Sends the requests: set where a run may not reach every host. Default: the driver's own. */
  readonly http?: HttpPort | undefined
  /** Makes a port that tells of its requests out of the one that sends them. */
  readonly observeHttp?: ((http: HttpPort) => HttpPort) | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: GitProgress) => void) | undefined
}

export interface GitCloneResult {
  /** 40-hex commit that is checked out. */
  readonly commit: string
  /** `refs/heads/x` or `refs/tags/x`; absent when a bare commit was asked for. */
  readonly ref?: string
}

/** A remote and one of its refs. */
export type GitLookUpRequest = Pick<GitCloneRequest, 'url' | 'ref' | 'auth' | 'http' | 'observeHttp' | 'signal'>

/**
 * Git remotes.
 *
 * A clone runs nothing of the repository: no hooks, filters or submodules. It appears under `dest` whole or not at all.
 * Fails with the codes of `core/errors/git.ts`, of the files and of the HTTP port.
 */
export interface GitPort {
  clone(request: GitCloneRequest): Promise<GitCloneResult>
  /**
   * Where a ref is now; nothing is fetched. For an annotated tag `commit` is the tag object. Fails as `clone` does.
   */
  lookUp?(request: GitLookUpRequest): Promise<GitCloneResult>
}
