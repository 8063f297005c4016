import { listenError } from '../../core/errors/listen-error.ts'
import type { ListenOptions, ListenPort, ServerRequest } from '../../core/host/listen.ts'

/** A listen port whose requests come from the platform: the `fetch` event of a Worker or of a Service Worker. */
export interface FetchListen extends ListenPort {
  /** Answers a request with the server that is open; 503 while there is none. */
  fetch(request: Request): Promise<Response>
}

/**
 * Serves where the platform owns the socket. The address of a server is only a name there, so one server may be open at a
 * time, whatever its address: a second one fails with `EADDRINUSE`, and what it was to keep apart is not mixed up.
 */
export function createFetchListen(): FetchListen {
  let open: { readonly handle: ListenOptions['handle']; readonly underWay: Set<Promise<unknown>> } | undefined
  return {
    async listen({ host, port, handle }) {
      if (open !== undefined) throw listenError('EADDRINUSE', { host, port })
      const server = { handle, underWay: new Set<Promise<unknown>>() }
      open = server
      return {
        host,
        port,
        async close(graceMs) {
          if (open === server) open = undefined
          await settledWithin(server.underWay, graceMs)
        },
      }
    },
    async fetch(request) {
      if (open === undefined) return Response.json({ error: 'Nothing is served' }, { status: 503 })
      const { handle, underWay } = open
      const answer = handle(toServerRequest(request))
      underWay.add(answer)
      try {
        const { status, headers, body } = await answer
        const hasBody = request.method !== 'HEAD' && status !== 204 && status !== 205 && status !== 304
        return new Response(hasBody ? new Uint8Array(body) : null, {
          status,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
        })
      } finally {
        underWay.delete(answer)
      }
    },
  }
}

/** What takes longer goes on: a platform ends its requests itself. */
async function settledWithin(underWay: ReadonlySet<Promise<unknown>>, ms: number): Promise<void> {
  if (underWay.size === 0) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    void Promise.allSettled(underWay).then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function toServerRequest(request: Request): ServerRequest {
  const { pathname, search } = new URL(request.url)
  return {
    method: request.method,
    target: `${pathname}${search}`,
    headers: [...request.headers],
    body: chunks(request),
    signal: request.signal,
  }
}

/** By a reader: not every browser iterates streams. */
async function* chunks({ body }: Request): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
