import { type HttpErrorCode, httpError } from '../../core/errors/http-error.ts'
import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { HttpRequest } from '../../core/host/http.ts'

/** Codes of Node that mean one of the port's codes. */
const meanings: Readonly<Record<string, HttpErrorCode>> = {
  ENOTFOUND: 'ENOTFOUND',
  EAI_AGAIN: 'ENOTFOUND',
  EAI_FAIL: 'ENOTFOUND',
  ECONNREFUSED: 'ECONNREFUSED',
  ECONNRESET: 'ECONNRESET',
  EPIPE: 'ECONNRESET',
  ERR_STREAM_PREMATURE_CLOSE: 'ECONNRESET',
  ETIMEDOUT: 'ETIMEDOUT',
  EPROTO: 'ERR_TLS',
}

const TLS_CODE = /^ERR_(TLS|SSL)_|CERT|UNABLE_TO_|SELF_SIGNED/

/** Why a request is given up on whose connection stands still. */
export class IdleTimeout extends Error {
  readonly code = 'ETIMEDOUT'

  constructor(ms: number) {
    super(`nothing moved for ${ms} ms`)
  }
}

/** What Node says of a failed request, as the port's error; cancellation and refused addresses stay what they are. */
export function toHttpError(cause: unknown, { url, signal }: Pick<HttpRequest, 'url' | 'signal'>): KernelError {
  if (signal?.aborted) return new ExecutionCancelledError(signal.reason)
  if (cause instanceof KernelError) return cause
  const codes = codesOf(cause)
  const code = codes.map(meaningOf).find((meaning) => meaning !== undefined) ?? 'HTTP_REQUEST_FAILED'
  const reason = codes[0] ?? (cause instanceof Error ? cause.message : String(cause))
  return httpError(code, url, { reason, cause })
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
