import type { Host } from '../host/index.ts'
import type { DecisionObserver } from './decision.ts'
import { guardEnv } from './guard-env.ts'
import { guardFiles } from './guard-files.ts'
import { guardGit, guardHttp, guardListen } from './guard-network.ts'
import { PathRules } from './path-rules.ts'
import type { Grant, Permissions } from './permissions.ts'

export interface GuardOptions {
  /** Told every decision, for an audit log. */
  readonly onDecision?: DecisionObserver | undefined
}

/**
 * The host as a run may see it: files, network, environment, git and listening only as far as they are granted. All
 * checks of the kernel are made here.
 *
 * What is granted whole keeps its port as it is, and a host of which everything is granted is returned itself, unless
 * somebody wants to hear of the decisions. Refused accesses throw `permission_denied`, with a hint that names the flag.
 *
 * Spec: DESIGN.md 6, SECURITY S4 and S17.
 */
export function guardHost(host: Host, permissions: Permissions, { onDecision }: GuardOptions = {}): Host {
  const { read, write, net, env, git, listen } = permissions
  const isWhole = (...grants: ReadonlyArray<Grant | undefined>) =>
    onDecision === undefined && grants.every((grant) => grant === true)
  const paths = host.files && new PathRules(host.files, permissions, onDecision)
  const guarded = {
    ...(host.files && paths && !isWhole(read, write) ? { files: guardFiles(host.files, paths) } : {}),
    ...(host.http && !isWhole(net) ? { http: guardHttp(host.http, net, onDecision) } : {}),
    ...(host.git && !isWhole(git, read, write)
      ? { git: guardGit(host.git, git, { paths, http: host.http, observe: onDecision }) }
      : {}),
    ...(host.listen && !isWhole(listen) ? { listen: guardListen(host.listen, listen, onDecision) } : {}),
    ...(isWhole(env) ? {} : { env: guardEnv(host.env, env, onDecision) }),
  }
  return Object.keys(guarded).length === 0 ? host : { ...host, ...guarded }
}
