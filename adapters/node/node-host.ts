import type { Host } from '../../core/host/index.ts'
import { createNodeClock } from './node-clock.ts'
import { createNodeEnv } from './node-env.ts'
import { createNodeFiles } from './node-files.ts'
import { createNodeHash } from './node-hash.ts'
import { createNodeHttp } from './node-http.ts'
import { createNodeListen } from './node-listen.ts'
import { createNodeLog } from './node-log.ts'
import { createNodeRandom } from './node-random.ts'
import { createNodeSchemas } from './schemas.ts'

export interface NodeHostOptions {
  /** Where relative paths start, absolute. Default: the process's working directory. */
  readonly cwd?: string
  /** Variables in place of the process's. */
  readonly env?: NodeJS.ProcessEnv
  /** Ports to use instead of Node's own, and those that Node has none of: `scripts`, `git`, `store`. */
  readonly ports?: Partial<Host>
}

/**
 * The machine as Node shows it: files, HTTP both ways, environment, clock, randomness, hashing and schemas.
 *
 * Reaches everything the process may reach; what a run gets of it is decided by its permissions. Log entries go to
 * standard error as JSON lines unless `ports.log` takes them.
 */
export function createNodeHost({ cwd, env, ports = {} }: NodeHostOptions = {}): Host {
  return {
    name: 'node',
    clock: createNodeClock(),
    random: createNodeRandom(),
    log: createNodeLog(),
    env: createNodeEnv(env),
    files: createNodeFiles(cwd === undefined ? {} : { cwd }),
    http: createNodeHttp(),
    listen: createNodeListen(),
    hash: createNodeHash(),
    schemas: createNodeSchemas(),
    ...ports,
  }
}
