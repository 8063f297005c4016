import { createServer, type IncomingMessage, type ServerResponse as NodeResponse, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { listenError } from '../../core/errors/listen-error.ts'
import type { Listener, ListenOptions, ListenPort } from '../../core/host/listen.ts'

/** How long clients may take, in milliseconds; slower ones lose their connection. */
export interface NodeListenOptions {
  /** For the head of a request; then it gets 408. Default 10,000. */
  readonly headMs?: number
  /** For a whole request; then it gets 408. Default 60,000. */
  readonly requestMs?: number
  /** For taking some more of an answer. Default 30,000. */
  readonly takeMs?: number
}

/** What a connection may wait for its next request, in milliseconds. */
const KEEP_ALIVE_MS = 5_000
/** How often requests under way are looked at, in milliseconds. */
const CHECK_MS = 2_000

/**
 * HTTP servers of Node. Heads are limited to 16 KiB; what is no valid HTTP is refused by Node's own parser, which takes
 * no request with an ambiguous length.
 */
export function createNodeListen({
  headMs = 10_000,
  requestMs = 60_000,
  takeMs = 30_000,
}: NodeListenOptions = {}): ListenPort {
  return {
    async listen(options) {
      const server = new NodeServer(options, { headMs, requestMs, takeMs })
      await server.open()
      return server
    },
  }
}

class NodeServer implements Listener {
  readonly host: string
  #port: number
  readonly #handle: ListenOptions['handle']
  readonly #server: Server
  readonly #takeMs: number
  /** Resolve when their exchange is over, however it ends. */
  readonly #underWay = new Set<Promise<void>>()
  /** What ends the exchanges of a connection. */
  readonly #exchanges = new WeakMap<Socket, Set<() => void>>()
  #closed: Promise<void> | undefined

  constructor({ host, port, handle }: ListenOptions, { headMs, requestMs, takeMs }: Required<NodeListenOptions>) {
    this.host = host
    this.#port = port
    this.#handle = handle
    this.#takeMs = takeMs
    const times = {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headMs, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
    }
    this.#server = createServer(times, (request, response) => this.#exchange(request, response))
    this.#server.on('connection', (socket: Socket) => {
      const exchanges = new Set<() => void>()
      this.#exchanges.set(socket, exchanges)
      socket.once('close', () => {
        for (const end of exchanges) end()
      })
    })
  }

  get port(): number {
    return this.#port
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => reject(listenError(error.code, this, error))
      this.#server.once('error', fail)
      this.#server.listen(this.#port, this.host, () => {
        this.#server.off('error', fail)
        // A connection that cannot be accepted is lost; without a listener the process would be.
        this.#server.on('error', () => {})
        resolve()
      })
    })
    // A TCP server's address is never the path of a pipe.
    this.#port = (this.#server.address() as AddressInfo).port
  }

  close(graceMs: number): Promise<void> {
    this.#closed ??= this.#close(graceMs)
    return this.#closed
  }

  async #close(graceMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs)
    })
    await Promise.race([Promise.allSettled(this.#underWay), grace])
    clearTimeout(timer)
    // Also those that are open without a request: browsers keep some in reserve.
    this.#server.closeAllConnections()
    await closed
  }

  /**
   * Resolves when an exchange is over. Of pipelined ones, only the one whose turn it is would hear that the connection
   * has ended; the others are told through `#exchanges`.
   */
  #over(response: NodeResponse): Promise<void> {
    const exchanges = this.#exchanges.get(response.req.socket)
    return new Promise((resolve) => {
      const end = () => {
        exchanges?.delete(end)
        resolve()
      }
      exchanges?.add(end)
      response.once('close', end)
    })
  }

  #exchange(request: IncomingMessage, response: NodeResponse): void {
    const gone = new AbortController()
    const over = this.#over(response)
    this.#underWay.add(over)
    void over.then(() => {
      this.#underWay.delete(over)
      if (!response.writableFinished) gone.abort(new Error('The client has gone away'))
    })
    // Broken connections show in the signal and in the body; unheard, their errors would end the process.
    request.on('error', () => {})
    response.on('error', () => {})
    this.#answer(request, response, gone.signal).catch(() => response.destroy())
  }

  async #answer(request: IncomingMessage, response: NodeResponse, signal: AbortSignal): Promise<void> {
    const { status, headers, body } = await this.#handle({
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: headerLines(request.rawHeaders),
      ...(request.socket.remoteAddress === undefined ? {} : { client: request.socket.remoteAddress }),
      // Leaving the body early must not take the connection with it: the answer is still to be sent.
      body: request.iterator({ destroyOnReturn: false }),
      signal,
    })
    if (response.destroyed || signal.aborted) return
    response.statusCode = status
    for (const [name, value] of headers) response.appendHeader(name, value)
    if (status !== 204 && status !== 304) response.setHeader('content-length', body.length)
    if (this.#closed !== undefined) response.setHeader('connection', 'close')
    // Only from here on: a handler may take its time, a client that takes nothing may not.
    response.setTimeout(this.#takeMs, () => response.destroy())
    response.end(body)
    // What was left of the body is dropped, so that the next request on the connection is seen.
    request.resume()
  }
}

/** Node lists names and values in turn. */
function headerLines(raw: readonly string[]): Array<readonly [string, string]> {
  const lines: Array<readonly [string, string]> = []
  for (let at = 0; at + 1 < raw.length; at += 2) lines.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return lines
}
