import type { EnvPort } from '../../core/host/env.ts'

/** The environment that the page gives: a browser has none of its own. */
export function createBrowserEnv(variables: Readonly<Record<string, string>> = {}): EnvPort {
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    names: () => Object.keys(variables),
    info: { tmpDir: '/tmp', homeDir: null, platform: 'browser' },
  }
}
