import { KernelError } from '../errors/kernel-error.ts'
import type { IncomingRequest, RequestObservation } from '../kernel-api.ts'
import { type Dict, describeValue } from '../values.ts'
import type { CancelToken } from './cancel-token.ts'
import type { RunState } from './run-state.ts'

/** How long answers under way may take when a server is stopped, in milliseconds, unless it is said otherwise. */
export const STOP_GRACE_MS = 5_000

/** What a compose holds of a server: plain JSON. Only `id` counts when it is passed back. */
export interface ServerHandle {
  readonly id: string
  readonly type: 'http_host'
}

/** One route of a server, as `env/http_host` gives it. */
export interface ServedRoute {
  readonly method: string
  readonly path: string
  readonly handlerId: string
  readonly sequenceId: string
  /** Name of the app. */
  readonly project: string
}

/** A server that a run has started. */
export interface OpenServer {
  readonly url: string
  readonly routes: readonly ServedRoute[]
  /** Stops accepting, waits up to `graceMs` for answers under way, then ends them. Has no effect the second time. */
  stop(graceMs: number): Promise<void>
}

/** The servers that a run has left open, for whoever takes them over. */
export interface KeptServers {
  readonly list: readonly OpenServer[]
  /** Stops them all; `graceMs` (5000) is what answers under way may take. */
  stop(graceMs?: number): Promise<void>
}

/** Where the runs of requests come from. */
export interface RequestRuns {
  /** Makes the state of a run that has the host, the limits and the settings of the first one, counted afresh. */
  create(token: CancelToken, watch: RequestWatch): RunState
  /** Hash of the plan that opened the host. */
  plan(): string
  /** Who observes the run of a request. */
  observe?: ((request: IncomingRequest) => RequestObservation | undefined) | undefined
}

/** How the run of one request is watched, and the W3C trace that it belongs to. */
export type RequestWatch = Pick<RequestObservation, 'recording' | 'traceContext'> &
  Partial<Pick<RequestObservation, 'observer'>>

/** The open servers of a run, and where the runs of their requests come from. */
export class RunServers {
  readonly requests: RequestRuns
  readonly #open = new Map<string, OpenServer>()
  #count = 0

  constructor(requests: RequestRuns) {
    this.requests = requests
  }

  get list(): readonly OpenServer[] {
    return [...this.#open.values()]
  }

  add(server: OpenServer): ServerHandle {
    this.#count++
    const id = `http-host-${this.#count}`
    this.#open.set(id, server)
    return { id, type: 'http_host' }
  }

  /**
   * Stops one server.
   *
   * @throws {KernelError} `http_host_unknown` when the handle belongs to none that is open here.
   */
  async stopOne(handle: Dict, graceMs: number): Promise<void> {
    const { id } = handle
    const server = typeof id === 'string' ? this.#open.get(id) : undefined
    if (server === undefined) {
      throw new KernelError('http_host_unknown', `No open HTTP host has the handle ${describeValue(id ?? null)}`, {
        data: { handle: id ?? null },
      })
    }
    this.#open.delete(String(id))
    await server.stop(graceMs)
  }

  async stop(graceMs: number = STOP_GRACE_MS): Promise<void> {
    await stopAll(this.#takeAll(), graceMs)
  }

  /** Gives what is open to somebody else: it is not stopped with the run. */
  release(): KeptServers {
    const list = this.#takeAll()
    return { list, stop: (graceMs = STOP_GRACE_MS) => stopAll(list, graceMs) }
  }

  #takeAll(): readonly OpenServer[] {
    const servers = this.list
    this.#open.clear()
    return servers
  }
}

async function stopAll(servers: readonly OpenServer[], graceMs: number): Promise<void> {
  await Promise.all(servers.map((server) => server.stop(graceMs)))
}
