import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { HttpPort } from '../host/http.ts'
import type { Host } from '../host/index.ts'
import { requirePort } from '../host/require-port.ts'
import { endSilence } from './end-silence.ts'
import type { Mirrors } from './mirrors.ts'
import { publicHttp } from './public-http.ts'
import type { FetcherOptions } from './source-fetcher.ts'
import { WorkFolders } from './work-folders.ts'

/** What the parts of a cache share. */
export interface CacheTools {
  readonly host: Host
  readonly files: FilesPort
  readonly cacheRoot: string
  readonly work: WorkFolders
  readonly mirrors: Mirrors
  readonly signal: AbortSignal | undefined
  /**
   * The port for what lists and servers name. It gives up on servers that say nothing.
   *
   * @throws {KernelError} `host_capability_missing` on a host without HTTP.
   */
  http(component: string): HttpPort
  /** The same for Git; absent where the host has its own rules for that. */
  gitHttp(): HttpPort | undefined
  /** @throws {KernelError} `source_offline` when nothing may be fetched. */
  ensureOnline(url: string): void
  /** Makes a place once, however many ask for it at the same time. */
  once(place: string, make: () => Promise<void>): Promise<void>
  warn(warning: string): void
}

/** After this a server that says nothing is given up. */
const SILENCE_MS = 60_000

/** @throws {KernelError} `host_capability_missing` without files. */
export function createCacheTools(options: FetcherOptions): CacheTools {
  const { host, cacheRoot, trusted } = options
  const files = requirePort(host, 'files', 'the resolver')
  const pending = new Map<string, Promise<void>>()
  return {
    host,
    files,
    cacheRoot,
    work: new WorkFolders(files, options),
    mirrors: options.mirrors ?? {},
    signal: options.signal,
    http: (component) => {
      const http = requirePort(host, 'http', component)
      return endSilence(trusted === undefined ? http : publicHttp(http, trusted), host.clock, SILENCE_MS)
    },
    gitHttp: () =>
      host.http === undefined || trusted === undefined
        ? undefined
        : endSilence(publicHttp(host.http, trusted), host.clock, SILENCE_MS),
    ensureOnline(url) {
      if (options.offline !== true) return
      const shown = urlWithoutSecrets(url)
      throw new KernelError('source_offline', `${shown} is not in the cache, and nothing is fetched offline`, {
        data: { url: shown },
      })
    },
    async once(place, make) {
      const made = pending.get(place) ?? make()
      pending.set(place, made)
      try {
        await made
      } finally {
        pending.delete(place)
      }
    },
    warn: (warning) => options.warn?.(warning),
  }
}
