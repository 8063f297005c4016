import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CorsProxy {
  readonly url: string
  /** What was asked for, in order: method and target. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

export interface CorsProxyOptions {
  /** Answers everything with this status. */
  readonly refuseWith?: number
  /** Holds back the answers to what matches, until the asker is gone. */
  readonly holdBack?: RegExp
}

const ALLOWED = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': '*',
}

/** A proxy of the kind that Git in browsers needs, on loopback: `/host/path` is sent on to `http://host/path`. */
export async function startCorsProxy({ refuseWith, holdBack }: CorsProxyOptions = {}): Promise<CorsProxy> {
  const requests: string[] = []
  const server = createServer((asked, answer) => {
    const target = `http:/${asked.url}`
    if (asked.method === 'OPTIONS') {
      answer.writeHead(204, ALLOWED).end()
      return
    }
    requests.push(`${asked.method} ${asked.url}`)
    if (refuseWith !== undefined) {
      answer.writeHead(refuseWith, ALLOWED).end('No')
      return
    }
    if (holdBack?.test(asked.url ?? '') === true) return
    const { host: _host, origin: _origin, ...headers } = asked.headers
    const onward = request(target, { method: asked.method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...ALLOWED })
      response.pipe(answer)
    })
    onward.on('error', () => answer.writeHead(502, ALLOWED).end())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
