import type { EnvPort } from '../host/env.ts'
import { type DecisionObserver, settle } from './decision.ts'
import type { Grant } from './permissions.ts'

/**
 * An environment that shows the granted names only: others look as if they were not set, unless `ensureGranted` is asked.
 * A name that ends with `*` grants every name that begins with what is before it.
 */
export function guardEnv(env: EnvPort, grant: Grant | undefined, observe?: DecisionObserver): EnvPort {
  const granted = nameCheck(grant)
  return {
    info: env.info,
    get(name) {
      const allowed = granted(name)
      observe?.({ kind: 'env', target: name, granted: allowed })
      return allowed ? env.get(name) : undefined
    },
    ensureGranted: (name) => {
      if (!granted(name)) settle({ kind: 'env', target: name, granted: false }, observe)
    },
    names: () => env.names().filter(granted),
  }
}

function nameCheck(grant: Grant | undefined): (name: string) => boolean {
  if (!Array.isArray(grant)) return () => grant === true
  const names = new Set(grant.filter((name) => !name.endsWith('*')))
  const prefixes = grant.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1))
  return (name) => names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
}
