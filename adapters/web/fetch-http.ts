import { type HttpErrorCode, httpError } from '../../core/errors/http-error.ts'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../../core/host/http.ts'

export interface FetchHttpOptions {
  /** Default: the platform's. */
  readonly fetch?: typeof fetch
  /** Members of each request beside method, headers, body, redirect and signal. */
  readonly init?: RequestInit
  /** The port's code for what `fetch` threw, where the platform tells; `HTTP_REQUEST_FAILED` when it gives `undefined`. */
  readonly codeOf?: (error: unknown) => HttpErrorCode | undefined
  /** What to say when the platform does not tell why a request failed. */
  readonly hint?: string
}

/**
 * One HTTP exchange by `fetch`.
 *
 * A page is never told where a redirect leads, so core cannot check the next hop: there, a redirect fails with
 * HTTP_REQUEST_FAILED. On Workers it is answered like any other status.
 */
export function createFetchHttp(options: FetchHttpOptions = {}): HttpPort {
  const { init = {}, codeOf = () => undefined } = options
  // Workers check what `fetch` is called on.
  const send = options.fetch ?? ((input, request) => fetch(input, request))
  const fail = (cause: unknown, request: HttpRequest): KernelError => {
    if (request.signal?.aborted) return new ExecutionCancelledError(request.signal.reason)
    if (cause instanceof KernelError) return cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    return httpError(codeOf(cause) ?? 'HTTP_REQUEST_FAILED', request.url, { reason, cause, hint: options.hint })
  }
  return {
    async send(request) {
      try {
        const { method, url, body, signal } = request
        const response = await send(url, {
          ...init,
          method,
          headers: request.headers.map(([name, value]): [string, string] => [name, value]),
          body: body === undefined ? null : new Uint8Array(body),
          redirect: 'manual',
          signal: signal ?? null,
        })
        if (response.type === 'opaqueredirect') {
          const reason = 'the server redirects, and a page is not told where to'
          throw httpError('HTTP_REQUEST_FAILED', url, { reason, hint: 'Ask for the final address' })
        }
        return answerOf(response, (cause) => fail(cause, request))
      } catch (cause) {
        throw fail(cause, request)
      }
    },
  }
}

function answerOf(response: Response, fail: (cause: unknown) => KernelError): HttpResponse {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: headerLines(response.headers),
    body: bodyOf(response, fail),
  }
}

/** `set-cookie` is never joined; platforms differ in whether iteration joins it. */
function headerLines(headers: Headers): Array<readonly [string, string]> {
  const cookies = headers.getSetCookie()
  const lines: Array<readonly [string, string]> = [...headers].filter(([name]) => name !== 'set-cookie')
  return [...lines, ...cookies.map((cookie) => ['set-cookie', cookie] as const)]
}

/** Not a generator: one that was never started runs no cleanup, and leaving must give the connection up. */
function bodyOf(response: Response, fail: (cause: unknown) => KernelError): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const reader = response.body?.getReader()
      return {
        async next() {
          if (reader === undefined) return { done: true, value: undefined }
          try {
            const { done, value } = await reader.read()
            return done ? { done: true, value: undefined } : { done: false, value }
          } catch (cause) {
            throw fail(cause)
          }
        },
        async return() {
          await reader?.cancel()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
