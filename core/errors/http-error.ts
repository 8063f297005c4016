import { KernelError } from './kernel-error.ts'

/** Why an HTTP request got no answer. */
export type HttpErrorCode =
  | 'ENOTFOUND'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'ETIMEDOUT'
  | 'ERR_TLS'
  | 'HTTP_REQUEST_FAILED'

export interface HttpErrorParts {
  /** The platform's own code or words. */
  readonly reason: string
  readonly cause?: unknown
  readonly hint?: string | undefined
}

/** The error of an HTTP port: `The request to <url> failed: <reason>`, the URL without its secrets. */
export function httpError(code: HttpErrorCode, url: string, { reason, cause, hint }: HttpErrorParts): KernelError {
  return new KernelError(code, `The request to ${urlWithoutSecrets(url)} failed: ${reason}`, {
    data: { reason },
    cause,
    hint,
  })
}

/**
 * Scheme, host and path of a URL: a user name, a password or a token in the query have no place in messages and traces.
 *
 * @returns the text before any `?` and `#`, in quotes, when it is no URL.
 */
export function urlWithoutSecrets(url: string): string {
  if (!URL.canParse(url)) return `"${url.replace(/[?#].*$/s, '')}"`
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
