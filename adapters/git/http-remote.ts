import { urlWithoutSecrets } from '../../core/errors/http-error.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort } from '../../core/host/http.ts'
import type { RemoteRefs, Target } from './choose-ref.ts'
import { createGitHttp } from './git-http.ts'
import { withHead } from './with-head.ts'
import type { Remote, Workspace } from './workspace.ts'

/** User name beside a token; the services that look at it at all take this one. */
const TOKEN_USER = 'x-access-token'

export interface HttpRemoteOptions {
  readonly http: HttpPort
  readonly maxBytes: number
}

/** A remote that speaks the smart HTTP protocol. Credentials are sent when the server asks for them, and only once. */
export function createHttpRemote(workspace: Workspace, { http, maxBytes }: HttpRemoteOptions): Remote {
  const { git, fs, gitdir, cache, request } = workspace
  const { url, auth, depth, signal, onProgress } = request
  const client = createGitHttp({
    http,
    signal,
    maxBytes,
    onBytes: onProgress && ((loaded) => onProgress({ phase: 'Receiving data', loaded, unit: 'bytes' })),
  })
  const credentials = auth && {
    username: auth.username ?? (auth.token === undefined ? '' : TOKEN_USER),
    password: auth.token ?? auth.password ?? '',
  }
  /** What the remote was seen to have; the library wants a HEAD among it. */
  let listed: RemoteRefs | undefined
  const common = {
    http: withHead(client, () => (listed === undefined || listed.oids.has('HEAD') ? undefined : anyRef(listed))),
    url,
    ...(credentials === undefined ? {} : { onAuth: () => credentials, onAuthFailure: () => ({ cancel: true }) }),
  }
  let lastWords = ''
  const fetchRef = (name: string, more: { singleBranch: boolean; tags: boolean; depth?: number }) => {
    const wanted = {
      ...common,
      fs,
      gitdir,
      cache,
      remote: 'origin',
      ref: name,
      remoteRef: name,
      onMessage: (line: string) => {
        lastWords = line.trim() || lastWords
      },
      ...(onProgress === undefined ? {} : { onProgress }),
      ...more,
    }
    return client.whole(() => git.fetch(wanted))
  }
  const isThere = async ({ oid }: Target) => {
    try {
      await git.readObject({ fs, gitdir, cache, oid, format: 'deflated' })
      return true
    } catch {
      return false
    }
  }

  return {
    async refs() {
      const asked = { ...common, symrefs: true, protocolVersion: 1 } as const
      const found = await client.whole(() => git.listServerRefs(asked))
      const oids = new Map(found.map(({ ref, oid }) => [ref, oid]))
      listed = { oids, head: found.find(({ ref }) => ref === 'HEAD')?.target }
      return listed
    },

    async fetch(target) {
      const shallow = depth === undefined ? {} : { depth }
      await fetchRef(target.name ?? target.oid, { singleBranch: true, tags: false, ...shallow })
      if (await isThere(target)) return
      if (target.name !== undefined) throw nothingSent(url, lastWords)
      // A server may give only what a ref names: then the commit is in the history of one of them, or nowhere.
      const whole = listed === undefined || listed.oids.has('HEAD') ? 'HEAD' : (anyRef(listed) ?? 'HEAD')
      await fetchRef(whole, { singleBranch: false, tags: true })
    },
  }
}

/** Something to name in place of a HEAD that is not there. */
function anyRef({ oids }: RemoteRefs): string | undefined {
  const names = [...oids.keys()]
  return names.find((name) => name.startsWith('refs/heads/')) ?? names[0]
}

function nothingSent(url: string, lastWords: string): KernelError {
  const remote = urlWithoutSecrets(url)
  const said = lastWords === '' ? '' : `; it said "${lastWords.slice(0, 200)}"`
  return new KernelError('git_remote_failed', `${remote} did not send what was asked for${said}`, {
    data: { url: remote },
  })
}
