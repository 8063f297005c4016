import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import { exchange } from '../../core/contracts/core/http/exchange.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../../core/host/http.ts'

export interface GitHttpOptions {
  readonly http: HttpPort
  readonly signal?: AbortSignal | undefined
  /** Bytes of all answers together; more is `git_too_large`. */
  readonly maxBytes: number
  /** Told the bytes received so far. */
  readonly onBytes?: ((received: number) => void) | undefined
}

export interface GitHttp extends HttpClient {
  /**
   * Does work of the library and throws what an answer broke off with, whatever the library made of it: it takes that
   * for the answer's end, and either goes on or finds a reason of its own.
   */
  whole<T>(work: () => Promise<T>): Promise<T>
}

/** What the first request, for the list of refs, ends with. */
const DISCOVERY = /\/info\/refs\?service=git-upload-pack$/

/** Whether a request of the library asks for the list of refs. */
export function isRefDiscovery({ method = 'GET', url }: Pick<GitHttpRequest, 'method' | 'url'>): boolean {
  return method === 'GET' && DISCOVERY.test(url)
}

/**
 * The requests of isomorphic-git over an HTTP port.
 *
 * As Git does, it follows redirects of the first request alone; the others go where that one led, without credentials
 * when that is another server.
 */
export function createGitHttp({ http, signal, maxBytes, onBytes }: GitHttpOptions): GitHttp {
  let moved: { readonly from: string; readonly to: string } | undefined
  let received = 0
  let failure: { readonly error: unknown } | undefined

  async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const chunk of body) {
        received += chunk.length
        if (received > maxBytes) throw tooLarge(maxBytes)
        onBytes?.(received)
        yield chunk
      }
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }

  return {
    async whole(work) {
      const [outcome] = await Promise.allSettled([work()])
      if (failure !== undefined) throw failure.error
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    },
    async request(asked) {
      const request = relocate(await toRequest(asked, signal), moved)
      const isDiscovery = isRefDiscovery(request)
      const { response, url } = await exchange(request, http, isDiscovery)
      if (isDiscovery && url !== request.url && DISCOVERY.test(url)) {
        moved = { from: request.url.replace(DISCOVERY, ''), to: url.replace(DISCOVERY, '') }
      }
      return toResponse(response, { url, method: request.method, body: counted(response.body) })
    },
  }
}

function tooLarge(maxBytes: number): KernelError {
  return new KernelError('git_too_large', `The repository sends more than ${maxBytes} bytes`, { data: { maxBytes } })
}

async function toRequest(asked: GitHttpRequest, signal: AbortSignal | undefined): Promise<HttpRequest> {
  const headers = Object.entries(asked.headers ?? {})
  const body = asked.body === undefined ? undefined : await collectBytes(chunksOf(asked.body))
  return { url: asked.url, method: asked.method ?? 'GET', headers, body, signal }
}

/** Its type promises an iterator; it may also be a plain list. */
async function* chunksOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* body
}

function relocate(
  request: HttpRequest,
  moved: { readonly from: string; readonly to: string } | undefined,
): HttpRequest {
  if (moved === undefined || !request.url.startsWith(`${moved.from}/`)) return request
  const url = moved.to + request.url.slice(moved.from.length)
  const isSameServer = new URL(moved.to).origin === new URL(moved.from).origin
  const headers = request.headers.filter(([name]) => isSameServer || name.toLowerCase() !== 'authorization')
  return { ...request, url, headers }
}

function toResponse(
  { status, statusText, headers }: HttpResponse,
  { url, method, body }: { url: string; method: string; body: AsyncGenerator<Uint8Array, void, undefined> },
): GitHttpResponse {
  const table = Object.fromEntries(headers)
  return { url, method, statusCode: status, statusMessage: statusText, headers: table, body }
}
