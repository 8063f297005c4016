import type { FilesPort } from '../../core/host/files.ts'
import type { GitPort } from '../../core/host/git.ts'
import type { HttpPort } from '../../core/host/http.ts'
import type { Host } from '../../core/host/index.ts'
import type { RandomPort } from '../../core/host/random.ts'
import { createPortableSchemas } from '../schemas/cfworker.ts'
import { createConsoleLog, createWebHash, createWebRandom } from '../web/index.ts'
import { createBrowserClock } from './clock.ts'
import { createBrowserEnv } from './env.ts'
import { type ChosenFiles, chooseFiles, type FilesDriver } from './files/choose-files.ts'
import { type CorsProxy, createGitProxyHttp } from './git-proxy-http.ts'
import { createBrowserHttp } from './http.ts'

export interface BrowserHostOptions {
  /** Name of the workspace: letters, digits, `-` and `_`. */
  readonly workspace: string
  /** Where relative paths start. Default `/`. */
  readonly cwd?: string
  /** Files of the last resort, from the caller. */
  readonly memory: () => FilesPort
  /** What runs see as environment. Default none. */
  readonly env?: Readonly<Record<string, string>>
  /** Storages to try, in order. Default: the private file system, then IndexedDB. */
  readonly drivers?: readonly FilesDriver[]
  /** Makes the `git` port, from the caller; without it, the host has none. */
  readonly git?: (parts: { files: FilesPort; http: HttpPort; random: RandomPort }) => GitPort
  /** Where Git's requests go through: most Git servers cannot be read from pages. See `createGitProxyHttp`. */
  readonly corsProxy?: CorsProxy
  /** Ports in place of the browser's, and those it has none of: `scripts`, `store`. */
  readonly ports?: Partial<Host>
}

export interface BrowserHost extends Host {
  readonly files: FilesPort
  /** Which storage keeps the files, and why none better. */
  readonly storage: Omit<ChosenFiles, 'files' | 'close'>
  /** Lets go of the storage; the host is of no use afterwards. */
  close(): Promise<void>
}

/**
 * The host of a page or, better, of a worker of a page: only there are files written without copies.
 *
 * @throws {KernelError} EBUSY when the workspace is open in another tab that cannot share it; `git_invalid_url` when the
 *   CORS proxy is no address.
 */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { workspace, cwd = '/', memory, env, drivers, git, corsProxy, ports = {} } = options
  const http = createGitProxyHttp(ports.http ?? createBrowserHttp(), corsProxy)
  const random = ports.random ?? createWebRandom()
  const choice = { name: workspace, cwd, memory }
  const {
    files: chosen,
    close,
    ...storage
  } = await chooseFiles(drivers === undefined ? choice : { ...choice, drivers })
  await chosen.makeDirectory('/tmp')
  const files = ports.files ?? chosen
  return {
    name: 'browser',
    clock: createBrowserClock(),
    log: createConsoleLog(),
    env: createBrowserEnv(env),
    hash: createWebHash(),
    schemas: createPortableSchemas(),
    ...(git === undefined ? {} : { git: git({ files, http, random }) }),
    ...ports,
    http,
    random,
    files,
    storage,
    close,
  }
}
