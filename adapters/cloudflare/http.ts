import type { HttpErrorCode } from '../../core/errors/http-error.ts'
import type { HttpPort } from '../../core/host/http.ts'
import { createFetchHttp } from '../web/index.ts'

/** What workerd writes into the message of a failed `fetch`, and what that means. */
const MEANINGS: ReadonlyArray<readonly [RegExp, HttpErrorCode]> = [
  [/DNS lookup failed|could not resolve/i, 'ENOTFOUND'],
  [/connection refused/i, 'ECONNREFUSED'],
  [/network connection lost|disconnected|connection reset/i, 'ECONNRESET'],
  [/timed? ?out/i, 'ETIMEDOUT'],
  [/\b(TLS|SSL|certificate)\b/i, 'ERR_TLS'],
]

/** HTTP by the Worker's `fetch`. Its errors have no codes: they are told apart by their text, as far as that goes. */
export function createWorkerHttp(): HttpPort {
  return createFetchHttp({ codeOf: codeOfWorkerError })
}

/** The port's code for an error of workerd's `fetch`; `undefined` when its text says nothing. */
export function codeOfWorkerError(error: unknown): HttpErrorCode | undefined {
  const message = error instanceof Error ? error.message : String(error)
  return MEANINGS.find(([pattern]) => pattern.test(message))?.[1]
}
