import { homedir, tmpdir } from 'node:os'
import type { EnvPort } from '../../core/host/env.ts'

/** The environment of the process, or the given variables in its place. */
export function createNodeEnv(variables: NodeJS.ProcessEnv = process.env): EnvPort {
  return {
    get(name) {
      // One look at the environment of the process costs as much as all the rest; most names asked for are not set.
      const value = variables[name]
      return typeof value === 'string' && Object.hasOwn(variables, name) ? value : undefined
    },
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
