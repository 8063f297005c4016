import { KernelError } from '../errors/kernel-error.ts'
import type { GitPort } from '../host/git.ts'
import type { HttpPort } from '../host/http.ts'
import type { ListenPort } from '../host/listen.ts'
import { localRemotePath, localRemoteUrl } from '../host/local-remote.ts'
import { classifyAddress } from './address.ts'
import { type Access, type DecisionObserver, settle } from './decision.ts'
import { addressGranted, describeTarget, type HostTarget, hostGranted, normaliseHost } from './host-pattern.ts'
import type { PathRules } from './path-rules.ts'
import type { Grant } from './permissions.ts'

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/**
 * An HTTP port that reaches granted hosts only. Core follows redirects, so that each hop passes here.
 *
 * A granted name is no grant for what it leads to: where the host tells, an address inside the machine or its network
 * has to be granted itself, so that a name cannot be pointed there.
 */
export function guardHttp(http: HttpPort, grant: Grant | undefined, observe?: DecisionObserver): HttpPort {
  return guardRequests(http, { kind: 'net', grant, observe })
}

function guardRequests(http: HttpPort, rule: NetworkRule): HttpPort {
  return {
    async send(request) {
      const target = targetOf(request.url, ['http:', 'https:'])
      allow(rule, target)
      const admitAddress = (address: string) => admit(address, target, rule)
      return http.send(rule.grant === true ? request : { ...request, admitAddress })
    },
  }
}

/** Refuses an address that is not public, unless it is granted itself or is what the granted name means (`localhost`). */
function admit(address: string, { host, port }: HostTarget, rule: NetworkRule): void {
  const kind = classifyAddress(address)
  if (kind === 'public' || (kind !== null && kind === classifyAddress(normaliseHost(host)))) return
  allow(rule, { host: address, port })
}

interface GitSurroundings {
  readonly paths: PathRules | undefined
  /** Port of the host that the driver's requests go through. */
  readonly http: HttpPort | undefined
  readonly observe?: DecisionObserver | undefined
}

/**
 * A git port that clones from granted hosts only, into folders that may be written. Its driver works on files of its
 * own, which no guard sees; its requests are checked one by one, as those of `guardHttp`. A local repository takes the
 * right to read it, and nothing else. Without `paths` the host has no files to protect.
 */
export function guardGit(git: GitPort, grant: Grant | undefined, { paths, http, observe }: GitSurroundings): GitPort {
  const rule: NetworkRule = { kind: 'git', grant, observe }
  return {
    async clone(request) {
      const local = localRemotePath(request.url)
      if (local === undefined) allow(rule, targetOf(request.url, ['http:', 'https:']))
      const url =
        local === undefined || paths === undefined ? request.url : localRemoteUrl(await paths.path(local, 'read'))
      const dest = paths === undefined ? request.dest : await paths.path(request.dest, 'write')
      const requests = request.http ?? http
      return git.clone({ ...request, url, dest, http: requests && guardRequests(requests, rule) })
    },
  }
}

/**
 * A listen port that opens granted addresses only: `127.0.0.1:8080`, `127.0.0.1` for any port, `*:8080`. Every address of
 * a machine is inside it, so `*` means them all here; a grant for one interface is none for `0.0.0.0`, which is every one.
 */
export function guardListen(listen: ListenPort, grant: Grant | undefined, observe?: DecisionObserver): ListenPort {
  return {
    async listen(options) {
      const granted = grant === true || (Array.isArray(grant) && addressGranted(grant, options))
      settle({ kind: 'listen', target: describeTarget(options), granted }, observe)
      return listen.listen(options)
    },
  }
}

interface NetworkRule {
  readonly kind: Access['kind']
  readonly grant: Grant | undefined
  readonly observe: DecisionObserver | undefined
}

function allow({ kind, grant, observe }: NetworkRule, target: HostTarget): void {
  const granted = grant === true || (Array.isArray(grant) && hostGranted(grant, target))
  settle({ kind, target: describeTarget(target), granted }, observe)
}

/**
 * Host and port of a URL.
 *
 * @throws {KernelError} `invalid_input` for what is no URL of one of the protocols: such as `file:`, which would reach
 * around the rules for files.
 */
function targetOf(url: string, protocols: readonly string[]): HostTarget {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !protocols.includes(parsed.protocol)) {
    const expected = protocols.map((protocol) => `${protocol}//`).join(', ')
    throw new KernelError('invalid_input', `url must begin with one of ${expected}`, {
      data: { input: 'url', found: parsed?.protocol ?? 'no URL' },
    })
  }
  return { host: parsed.hostname, port: parsed.port === '' ? DEFAULT_PORTS[parsed.protocol]! : Number(parsed.port) }
}
