import { listenError } from '../../core/errors/listen-error.ts'
import type { ClockPort } from '../../core/host/clock.ts'
import type { Listener, ListenOptions, ListenPort, ServerResponse } from '../../core/host/listen.ts'
import { type MemoryBody, memoryChunks } from './memory-body.ts'

/** A request of a test. */
export interface MemoryRequest {
  /** Default GET. */
  readonly method?: string
  readonly headers?: ReadonlyArray<readonly [string, string]>
  /** Text is UTF-8; a list gives one chunk each. Default empty. */
  readonly body?: MemoryBody
  /** The client goes away when it fires. */
  readonly signal?: AbortSignal
}

/** A listen port without a network: its servers are reached by `request`. */
export interface MemoryListen extends ListenPort {
  /**
   * Sends a request to the server that listens on the URL's host and port.
   *
   * @returns `undefined` when none does.
   */
  request(url: string, request?: MemoryRequest): Promise<ServerResponse> | undefined
}

/** The first port that is given to who asks for any. */
const FIRST_FREE = 49_152

/** Servers in memory, by address. A server on `0.0.0.0` or `::` is reached by every host name. */
export function createMemoryListen(clock: ClockPort): MemoryListen {
  const servers = new Map<string, MemoryServer>()
  const freePort = () => {
    let port = FIRST_FREE
    while ([...servers.values()].some((server) => server.port === port)) port++
    return port
  }
  return {
    async listen(options) {
      const port = options.port === 0 ? freePort() : options.port
      const key = `${options.host}:${port}`
      if (servers.has(key)) throw listenError('EADDRINUSE', { host: options.host, port })
      const server = new MemoryServer({ ...options, port }, clock, () => servers.delete(key))
      servers.set(key, server)
      return server
    },
    request(url, request = {}) {
      const { hostname, port, pathname, search } = new URL(url)
      const name = hostname.replace(/^\[(.*)\]$/, '$1')
      const server = [name, '0.0.0.0', '::'].map((host) => servers.get(`${host}:${port || 80}`)).find((one) => one)
      return server?.request(`${pathname}${search}`, request)
    },
  }
}

class MemoryServer implements Listener {
  readonly host: string
  readonly port: number
  readonly #handle: ListenOptions['handle']
  readonly #clock: ClockPort
  readonly #remove: () => void
  /** The requests under way, each with what tells it that its client is gone. */
  readonly #underWay = new Map<Promise<unknown>, AbortController>()

  constructor({ host, port, handle }: ListenOptions, clock: ClockPort, remove: () => void) {
    this.host = host
    this.port = port
    this.#handle = handle
    this.#clock = clock
    this.#remove = remove
  }

  async request(target: string, request: MemoryRequest): Promise<ServerResponse> {
    const { method = 'GET', headers = [], body = [], signal } = request
    const gone = new AbortController()
    const leave = () => gone.abort(signal?.reason)
    if (signal?.aborted === true) leave()
    signal?.addEventListener('abort', leave, { once: true })
    const answer = this.#handle({ method, target, headers, body: memoryChunks(body), signal: gone.signal })
    this.#underWay.set(answer, gone)
    const response = await answer
    this.#underWay.delete(answer)
    signal?.removeEventListener('abort', leave)
    const hasBody = method !== 'HEAD' && response.status !== 204 && response.status !== 304
    return hasBody ? response : { ...response, body: new Uint8Array(0) }
  }

  async close(graceMs: number): Promise<void> {
    this.#remove()
    if (this.#underWay.size === 0) return
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(graceMs, () => {
        for (const gone of this.#underWay.values()) gone.abort(new Error('The server was closed'))
        resolve()
      })
      void Promise.allSettled(this.#underWay.keys()).then(() => {
        cancel()
        resolve()
      })
    })
  }
}
