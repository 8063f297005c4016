import type { EnvPort } from '../../core/host/env.ts'

/** An environment of given variables; `variables` stays the caller's and may change while a run goes on. */
export function createMemoryEnv(variables: Record<string, string> = {}): EnvPort {
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    names: () => Object.keys(variables),
    info: { tmpDir: '/tmp', homeDir: '/home', platform: 'memory', pid: 1 },
  }
}
