export interface GitCloneRequest {
  readonly url: string
  /** Branch, tag, full ref or 40-hex commit; the remote's default branch when absent. */
  readonly ref?: string | undefined
  /** Commits of history to fetch; all when absent. */
  readonly depth?: number | undefined
  /** Absolute folder; created; must be empty or missing. */
  readonly dest: string
  readonly auth?: { readonly token?: string; readonly username?: string; readonly password?: string } | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((event: { phase: string; loaded: number; total?: number }) => void) | undefined
}

export interface GitCloneResult {
  /** 40-hex commit that is checked out. */
  readonly commit: string
  /** `refs/heads/x` or `refs/tags/x`; absent when detached. */
  readonly ref?: string
}

export interface GitPort {
  clone(request: GitCloneRequest): Promise<GitCloneResult>
}
