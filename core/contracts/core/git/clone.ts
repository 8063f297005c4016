import { bytesToHex } from '../../../bytes/hex.ts'
import { requirePort } from '../../../host/require-port.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { withDeadline } from '../http/exchange.ts'
import { observedHttp } from '../http/observed-http.ts'
import { progressReporter } from './clone-progress.ts'
import { readAuth, readSubdir, remoteAddress } from './clone-request.ts'

const ID = 'lcod://contract/core/git/clone@1'

interface Input {
  readonly url: string
  readonly ref?: string
  readonly depth?: number
  readonly subdir?: string
  readonly dest?: string
  readonly auth?: Dict
  readonly timeoutMs?: number
}

/**
 * Clones a Git repository and checks one ref of it out.
 *
 * Nothing of the repository is run: no hooks, filters or submodules (they become empty folders; links become files that
 * hold their target). The clone appears under its destination whole or not at all. A destination that the compose names
 * must be empty; the default one, `.lcod/git/<hash of url, ref and subdir>` below the working directory, is made anew.
 *
 * @returns `path` (absolute, with `subdir`), `commit`, `ref` (the full name; absent for a bare commit), `subdir` when it
 * was given, and `source` with `url` and `fetchedAt`.
 * @throws {KernelError} `git_invalid_url`, `git_ref_not_found`, `git_subdir_not_found`, `git_dest_not_empty`,
 *   `git_unsafe_path`, `git_auth_failed`, `git_remote_failed`, `git_too_large`, `http_credentials_missing`,
 *   `permission_denied`, `ETIMEDOUT`, and the codes of files and of requests without an answer.
 * Spec: contracts.md 1.10.
 */
export const gitClone = defineContract<Input>({
  id: ID,
  aliases: ['lcod://axiom/git/clone@1', 'lcod://core/git/clone@1'],
  summary: 'Clone a Git repository',
  needs: ['git', 'files'],
  input: {
    type: 'object',
    required: ['url'],
    properties: {
      url: { type: 'string', minLength: 1, description: 'http or https URL, or the path of a local repository' },
      ref: { type: 'string', minLength: 1, description: 'Branch, tag, full ref, or commit with 40 digits' },
      depth: { type: 'integer', minimum: 1, description: 'Commits of history to fetch; all when absent' },
      subdir: { type: 'string', description: 'Folder of the repository that `path` is to be' },
      dest: { type: 'string', minLength: 1, description: 'Folder to clone into; missing or empty' },
      auth: {
        type: 'object',
        description: 'secret (name of a granted variable that holds token or password), or token, username, password',
      },
      timeoutMs: { type: 'integer', minimum: 0, description: 'Give up after this many ms; 0 or absent for never' },
    },
  },
  output: {
    type: 'object',
    required: ['path', 'commit', 'source'],
    properties: {
      path: { type: 'string', description: 'The clone, or its `subdir`, absolute' },
      commit: { type: 'string', description: 'Commit that is checked out, 40 hexadecimal digits' },
      ref: { type: 'string', description: '`refs/heads/…` or `refs/tags/…`' },
      subdir: { type: 'string' },
      source: { type: 'object', description: 'url, without credentials, and fetchedAt (ISO-8601)' },
    },
  },
  async run(input, call) {
    const git = requirePort(call.host, 'git', ID)
    const { url, auth } = remoteAddress(input.url, (path) => call.resolvePath(path))
    const subdir = readSubdir(input.subdir)
    const credentials = readAuth(input.auth, call.host.env) ?? auth
    const { ref, depth, timeoutMs } = input
    const dest = input.dest === undefined ? await defaultDest(input, url, call) : call.resolvePath(input.dest)
    const onProgress = progressReporter(call)
    const fetchedAt = new Date(call.host.clock.now()).toISOString()
    const clone = await withDeadline(call, timeoutMs, url, (signal) =>
      git.clone({
        url,
        ref,
        depth,
        dest,
        subdir,
        replace: input.dest === undefined,
        auth: credentials,
        observeHttp: (http) => observedHttp(call, http),
        signal,
        onProgress,
      }),
    )
    return {
      path: subdir === undefined ? dest : joinPath(dest, subdir),
      commit: clone.commit,
      ...(clone.ref === undefined ? {} : { ref: clone.ref }),
      ...(subdir === undefined ? {} : { subdir }),
      source: { url, fetchedAt },
    }
  },
})

/** The same place for the same repository, ref and folder. */
async function defaultDest({ ref, subdir }: Input, url: string, call: Call): Promise<string> {
  const { sha256 } = await import('@noble/hashes/sha2.js')
  const identity = JSON.stringify({ url, ref: ref ?? null, subdir: subdir ?? null })
  const key = bytesToHex(sha256(new TextEncoder().encode(identity)))
  return call.resolvePath(`.lcod/git/${key}`)
}
