import type { KernelError } from '../../errors/kernel-error.ts'
import type { Listener, ServerRequest, ServerResponse } from '../../host/listen.ts'
import type { OperatorCall } from '../../run/call.ts'
import type { OpenServer, ServedRoute } from '../../run/run-servers.ts'
import type { Dict } from '../../values.ts'
import { failureResponse, failureToReport } from './failure-response.ts'
import { readBody } from './read-body.ts'
import { readHeaders, readQuery, readTarget } from './read-request.ts'
import { RequestRefused } from './request-refused.ts'
import { incoming, logEntry, reportBegin, reportEnd } from './request-report.ts'
import { routeKey } from './route-key.ts'
import type { HostedRoute, RouteTable } from './route-table.ts'
import { runHandler } from './run-handler.ts'
import { toResponse } from './to-response.ts'
import { unlessKnown } from './unless-known.ts'
import { withinTime } from './within-time.ts'

/** The logger of requests. */
const LOGGER = 'kernel.http_host'

/**
 * Requests that may be arriving for each that may be handled: clients that send their bodies slowly must not keep the
 * others out.
 */
const ARRIVING = 16

/** What handlers that were told to end get for it, in milliseconds: some wait for things that cannot be cancelled. */
const CANCEL_MS = 1_000

export interface HttpServerOptions {
  readonly table: RouteTable
  /** What requests are told as `host`. */
  readonly host: { readonly name: string; readonly port: number; readonly basePath: string }
  /** Bytes of a body that are taken at most. */
  readonly maxBodyBytes: number
  /** Handlers that run at once; further requests get 503. */
  readonly maxRequests: number
  /** Milliseconds that a handler may take; then the request gets 504. */
  readonly timeoutMs: number
  /** The step that opens the server: where its requests get runs of their own from. */
  readonly call: OperatorCall
}

/**
 * Answers the requests of an HTTP host, each in a run of its own.
 *
 * Spec: engine.md 9.5 to 9.8.
 */
export class HttpServer implements OpenServer {
  readonly #options: HttpServerOptions
  readonly #underWay = new Set<Promise<ServerResponse>>()
  /** Handlers that run. */
  #handling = 0
  #listener: Listener | undefined
  #stopped: Promise<void> | undefined

  constructor(options: HttpServerOptions) {
    this.#options = options
  }

  /** Opens the server at an address. */
  async open(address: { readonly host: string; readonly port: number }): Promise<void> {
    const { host } = this.#options.call
    this.#listener = await host.listen!.listen({ ...address, handle: (request) => this.#handle(request) })
  }

  /** With the actual port; a wildcard address is shown as the one that reaches it from this machine. */
  get url(): string {
    const { name, basePath } = this.#options.host
    const shown = name === '0.0.0.0' || name === '::' ? '127.0.0.1' : name.includes(':') ? `[${name}]` : name
    return `http://${shown}:${this.#listener?.port ?? 0}${basePath}`
  }

  get routes(): readonly ServedRoute[] {
    return this.#options.table.routes.map(({ method, path, sequenceId, project, sequence }) => {
      return { method, path, handlerId: String(sequence['id']), sequenceId, project: project.name }
    })
  }

  stop(graceMs: number): Promise<void> {
    this.#stopped ??= this.#stop(graceMs)
    return this.#stopped
  }

  async #stop(graceMs: number): Promise<void> {
    await this.#listener?.close(graceMs)
    if (this.#underWay.size === 0) return
    const { clock } = this.#options.call.host
    await new Promise<void>((resolve) => {
      const cancel = clock.after(CANCEL_MS, resolve)
      void Promise.allSettled(this.#underWay).then(() => {
        cancel()
        resolve()
      })
    })
  }

  #handle(request: ServerRequest): Promise<ServerResponse> {
    const { maxRequests, call } = this.#options
    if (this.#underWay.size >= maxRequests * ARRIVING) return Promise.resolve(failureResponse(busy()))
    const options = { request: incoming(request), signal: request.signal }
    const answer = call.spawn((own) => this.#answer(request, own), options).catch(failureResponse)
    this.#underWay.add(answer)
    void answer.then(() => this.#underWay.delete(answer))
    return answer
  }

  async #answer(request: ServerRequest, call: OperatorCall): Promise<ServerResponse> {
    const { clock } = call.host
    const start = clock.monotonic()
    let problem: KernelError | undefined
    const response = await this.#respond(request, call).catch((thrown: unknown) => {
      problem = failureToReport(thrown)
      return failureResponse(thrown)
    })
    const ms = Math.round(clock.monotonic() - start)
    const entry = logEntry(request, { response, problem, ms, call })
    call.kernelLog(problem === undefined ? 'info' : 'error', entry.message, entry.data, { logger: LOGGER })
    reportEnd(request, { response, problem, call })
    return response
  }

  async #respond({ method, target, headers: lines, body }: ServerRequest, call: OperatorCall): Promise<ServerResponse> {
    const { table, host, maxBodyBytes } = this.#options
    const parts = readTarget(target)
    const key = parts && routeKey(parts.path)
    if (parts === undefined || key === undefined) throw new RequestRefused(400, 'Invalid request path')
    const match = table.match(method, key)
    if (match.kind === 'unknown') throw new RequestRefused(404, 'Not found')
    if (match.kind === 'other-method') {
      const allow = [['allow', match.allow.join(', ')]] as const
      if (method === 'OPTIONS') return { status: 204, headers: allow, body: new Uint8Array(0) }
      throw new RequestRefused(405, 'Method not allowed', allow)
    }
    const { route } = match
    this.#ensureFree()
    const headers = readHeaders(lines)
    const request: Dict = {
      method,
      path: parts.path,
      url: `${parts.path}${parts.search}`,
      query: readQuery(parts.search),
      headers,
      ...(await readBody(body, { headers, maxBytes: maxBodyBytes, parseJson: route.route['parseJson'] !== false })),
      host: { ...host, port: this.#listener?.port ?? host.port },
      project: route.project,
      route: describe(route),
    }
    reportBegin(request, call)
    this.#ensureFree()
    return unlessKnown(headers, { method, response: toResponse(await this.#run(route, request, call)) })
  }

  /** A handler that goes on after its time still counts: it uses what the others share. */
  #run(route: HostedRoute, request: Dict, call: OperatorCall): Promise<unknown> {
    this.#handling++
    const running = runHandler(route, request, call).finally(() => {
      this.#handling--
    })
    return withinTime(running, this.#options.timeoutMs, call)
  }

  #ensureFree(): void {
    if (this.#handling >= this.#options.maxRequests) throw busy()
  }
}

function busy(): RequestRefused {
  return new RequestRefused(503, 'Too many requests at once', [['retry-after', '1']])
}

function describe({ method, path, sequenceId, route }: HostedRoute): Dict {
  return { ...route, method, path, sequenceId }
}
