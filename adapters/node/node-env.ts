import { homedir, tmpdir } from 'node:os'
import type { EnvPort } from '../../core/host/env.ts'

/** The environment of the process, or the given variables in its place. */
export function createNodeEnv(variables: NodeJS.ProcessEnv = process.env): EnvPort {
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    names: () => Object.keys(variables),
    info: {
      get tmpDir() {
        return withSlashes(tmpdir())
      },
      get homeDir() {
        const home = homedir()
        return home === '' ? null : withSlashes(home)
      },
      platform: process.platform,
      pid: process.pid,
    },
  }
}

function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path
}
