import type { ListenPort } from '../../core/host/listen.ts'
import { createFetchListen } from '../web/index.ts'

/** The part of a Worker's execution context that is needed. */
export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
}

/** A Worker as its module exports it. */
export interface HostingWorker<Bindings extends object> {
  fetch(request: Request, bindings: Bindings, context: WorkerContext): Promise<Response>
}

/**
 * A Worker that answers with the HTTP host of a compose.
 *
 * `start` runs the compose on a host that has the given listen port, and keeps its servers; the first request of each
 * isolate waits for it. When it fails, that request does too, and the next one tries again. The host and port that the
 * compose names mean nothing here.
 *
 * @example
 * ```ts
 * import { type Composition, createKernel, type ScriptsPort } from 'lcod-universal'
 * import { createCloudflareHost, serveHosts } from 'lcod-universal/cloudflare'
 *
 * declare const composition: Composition
 * declare const scripts: ScriptsPort
 *
 * export default serveHosts((listen, bindings) => {
 *   const host = createCloudflareHost({ bindings, ports: { listen, scripts } })
 *   const kernel = createKernel({ host, permissions: { listen: true } })
 *   return kernel.run(composition, { keepServers: () => {} })
 * })
 * ```
 */
export function serveHosts<Bindings extends object>(
  start: (listen: ListenPort, bindings: Bindings) => Promise<unknown>,
): HostingWorker<Bindings> {
  const listen = createFetchListen()
  let started: Promise<unknown> | undefined
  return {
    async fetch(request, bindings, context) {
      if (started === undefined) {
        const starting = start(listen, bindings)
        started = starting
        // The client of this request may go away; the others must not be left with a start that was cut off.
        context.waitUntil(
          starting.catch(() => {
            started = undefined
          }),
        )
      }
      await started
      return listen.fetch(request)
    },
  }
}
