import type { LookupFunction } from 'node:net'
import type { HttpPort } from '../../core/host/http.ts'

export interface NodeHttpOptions {
  /** Give a connection up on which nothing has moved for so long, in ms. Default 300,000. */
  readonly idleTimeoutMs?: number
  /** Finds the addresses of a name. Default: the system's resolver. */
  readonly lookup?: LookupFunction
}

/**
 * HTTP by `node:http` and `node:https`, which, other than `fetch`, tell the address before anything is sent to it: so a
 * name cannot be pointed at the inside of a network after it was checked (DNS rebinding).
 *
 * Connections are kept for the next request. Bodies are pulled from the socket as they are read, and unpacked when the
 * server packed them (gzip, deflate, br), as `fetch` does. The client is loaded by the first request.
 */
export function createNodeHttp(options: NodeHttpOptions = {}): HttpPort {
  let port: Promise<HttpPort> | undefined
  return {
    async send(request) {
      port ??= import('./node-http-client.ts').then(({ createHttpClient }) => createHttpClient(options))
      return (await port).send(request)
    },
  }
}
