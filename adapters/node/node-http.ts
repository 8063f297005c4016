import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpPort, HttpRequest } from '../../core/host/http.ts'

type HttpErrorCode = 'ENOTFOUND' | 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'ERR_TLS' | 'HTTP_REQUEST_FAILED'

/** Codes of Node and its fetch that mean one of the port's codes. */
const meanings: Readonly<Record<string, HttpErrorCode>> = {
  ENOTFOUND: 'ENOTFOUND',
  EAI_AGAIN: 'ENOTFOUND',
  ECONNREFUSED: 'ECONNREFUSED',
  ECONNRESET: 'ECONNRESET',
  EPIPE: 'ECONNRESET',
  UND_ERR_SOCKET: 'ECONNRESET',
  ETIMEDOUT: 'ETIMEDOUT',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_BODY_TIMEOUT: 'ETIMEDOUT',
  EPROTO: 'ERR_TLS',
}

const TLS_CODE = /^ERR_(TLS|SSL)_|CERT|UNABLE_TO_|SELF_SIGNED/

/** One HTTP exchange by Node's `fetch`. The answer's body is pulled from the socket as it is read. */
export function createNodeHttp(send: typeof fetch = fetch): HttpPort {
  return {
    async send(request) {
      const { url, method, headers, body, signal } = request
      const fields: [string, string][] = headers.map(([name, value]) => [name, value])
      try {
        const response = await send(url, {
          method,
          headers: fields,
          redirect: 'manual',
          body: body === undefined ? null : new Uint8Array(body),
          signal: signal ?? null,
        })
        return {
          status: response.status,
          statusText: response.statusText,
          headers: [...response.headers],
          body: bodyOf(response, request),
        }
      } catch (cause) {
        throw toHttpError(cause, request)
      }
    },
  }
}

/**
 * Not a generator: `return()` before the first pull must give the connection up as well, and a generator that was
 * never started runs no cleanup.
 */
function bodyOf(response: Response, request: HttpRequest): AsyncIterable<Uint8Array> {
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
            throw toHttpError(cause, request)
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

function toHttpError(cause: unknown, { url, signal }: HttpRequest): KernelError {
  if (signal?.aborted) return new ExecutionCancelledError(signal.reason)
  const codes = codesOf(cause)
  const code = codes.map(meaningOf).find((meaning) => meaning !== undefined) ?? 'HTTP_REQUEST_FAILED'
  const reason = codes[0] ?? (cause instanceof Error ? cause.message : String(cause))
  return new KernelError(code, `The request to ${withoutSecrets(url)} failed: ${reason}`, { data: { reason }, cause })
}

function meaningOf(code: string): HttpErrorCode | undefined {
  if (Object.hasOwn(meanings, code)) return meanings[code]
  return TLS_CODE.test(code) ? 'ERR_TLS' : undefined
}

/** The codes of an error, of its causes, and of the attempts it stands for (one per address of a name). */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const attempts = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...own, ...attempts, ...codesOf(error.cause)]
}

/** Scheme, host and path: a user name, a password or a token in the query have no place in a message. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return `"${url}"`
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}
