import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname } from 'node:path'
import { gitEnvironment } from './real-git.ts'

export interface GitServerOptions {
  /** Answers in place of Git when it gives true. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export interface GitServer {
  /** URL of the repository. */
  readonly url: string
  /** `GET /info/refs…`, in order; paths from the repository on. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

/** Serves one repository on loopback by Git's own HTTP server, `git http-backend`. */
export async function serveRepository(path: string, { intercept }: GitServerOptions = {}): Promise<GitServer> {
  const requests: string[] = []
  const name = basename(path)
  const server = await listen((request, response) => {
    requests.push(`${request.method} ${request.url?.replace(`/${name}`, '')}`)
    if (intercept?.(request, response) !== true) runBackend(path, request, response)
  })
  return { ...server, url: `${server.url}/${name}`, requests }
}

/** A server on loopback; closing it ends its connections. */
export async function listen(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function runBackend(path: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: dirname(path),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: request.headers['content-length'] ?? '',
    },
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => {})
  response.on('close', () => backend.kill())
  let head = Buffer.alloc(0)
  const onHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    backend.stdout.off('data', onHead)
    const fields = head
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ') as [string, string])
    const status = fields.find(([field]) => field === 'Status')?.[1]
    response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10), Object.fromEntries(fields))
    response.write(head.subarray(end + 4))
    backend.stdout.pipe(response)
  }
  backend.stdout.on('data', onHead)
}
