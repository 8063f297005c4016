import type { FilesPort } from '../../core/host/files.ts'
import type { Host } from '../../core/host/index.ts'
import { createPortableSchemas } from '../schemas/cfworker.ts'
import { createConsoleLog, createWebHash, createWebRandom } from '../web/index.ts'
import { createWorkerClock } from './clock.ts'
import { createWorkerEnv } from './env.ts'
import { createWorkerHttp } from './http.ts'
import type { R2BucketLike } from './r2-bucket.ts'
import { createR2Files } from './r2-files.ts'

export interface CloudflareHostOptions {
  /** What the Worker's handler gets as `env`. */
  readonly bindings: object
  /** Names of the text bindings that runs may see as environment. Default none. */
  readonly allowEnv?: readonly string[]
  /** Keeps the files. */
  readonly bucket?: R2BucketLike | undefined
  /** What every key in the bucket starts with. Default nothing. */
  readonly prefix?: string
  /** Where relative paths start in the bucket. Default `/`. */
  readonly cwd?: string
  /** Files when there is no bucket, from the caller; without both, the host has none. */
  readonly memory?: () => FilesPort
  /** Ports in place of these, and those a Worker has none of by itself: `scripts`, `git`, `listen` (see `serveHosts`), `store`. */
  readonly ports?: Partial<Host>
}

/** The host of a Cloudflare Worker. Makes nothing until it is used, so it may be made for each request. */
export function createCloudflareHost(options: CloudflareHostOptions): Host {
  const { bindings, allowEnv, bucket, prefix = '', cwd = '/', memory, ports = {} } = options
  const files = bucket === undefined ? memory?.() : createR2Files(bucket, { prefix, cwd })
  return {
    name: 'workerd',
    clock: createWorkerClock(),
    random: createWebRandom(),
    log: createConsoleLog(),
    env: createWorkerEnv(bindings, allowEnv),
    http: createWorkerHttp(),
    hash: createWebHash(),
    schemas: createPortableSchemas(),
    ...(files === undefined ? {} : { files }),
    ...ports,
  }
}
