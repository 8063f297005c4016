import { urlWithoutSecrets } from '../../../errors/http-error.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../../../host/http.ts'
import type { Call } from '../../../run/call.ts'

const MAX_REDIRECTS = 20
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** Headers that belong to one origin and are not taken to another. */
const OWN_TO_ORIGIN: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization'])

export interface Exchange {
  readonly response: HttpResponse
  /** URLs that redirected, in order; empty when none did. */
  readonly redirects: readonly string[]
  /** URL that answered. */
  readonly url: string
}

/**
 * Sends a request and follows its redirects, each hop through the guarded port, so that none leads where the run may not
 * go. A 303, and a 301 or 302 answer to POST, go on as GET without body; credentials stay with their origin.
 *
 * @throws {KernelError} `http_too_many_redirects`, `http_invalid_redirect` for one that leaves HTTP, and what the port throws.
 */
export async function exchange(request: HttpRequest, port: HttpPort, follow: boolean): Promise<Exchange> {
  const redirects: string[] = []
  let current = request
  for (;;) {
    const response = await port.send(current)
    const location = follow && REDIRECTS.has(response.status) ? locationOf(response) : undefined
    if (location === undefined || !URL.canParse(location, current.url)) return { response, redirects, url: current.url }
    await discard(response)
    redirects.push(current.url)
    if (redirects.length > MAX_REDIRECTS) {
      throw new KernelError(
        'http_too_many_redirects',
        `More than ${MAX_REDIRECTS} redirects from ${urlWithoutSecrets(request.url)}`,
        {
          data: { redirects: redirects.map(urlWithoutSecrets) },
        },
      )
    }
    current = nextHop(current, new URL(location, current.url), response.status)
  }
}

function locationOf(response: HttpResponse): string | undefined {
  return response.headers.find(([name]) => name === 'location')?.[1]
}

function nextHop(request: HttpRequest, { href: url, origin, protocol }: URL, status: number): HttpRequest {
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new KernelError('http_invalid_redirect', `The answer redirects to a "${protocol}" URL`, {
      data: { from: urlWithoutSecrets(request.url), protocol },
    })
  }
  const asGet =
    status === 303 ? request.method !== 'HEAD' : (status === 301 || status === 302) && request.method === 'POST'
  const sameOrigin = origin === new URL(request.url).origin
  const headers = request.headers.filter(([name]) => {
    const lower = name.toLowerCase()
    if (!sameOrigin && OWN_TO_ORIGIN.has(lower)) return false
    return !asGet || !lower.startsWith('content-')
  })
  const { body, ...rest } = request
  return asGet || body === undefined
    ? { ...rest, url, headers, method: asGet ? 'GET' : request.method }
    : { ...rest, url, headers, body }
}

/** Gives the connection of an answer up whose body nobody wants. */
async function discard(response: HttpResponse): Promise<void> {
  await response.body[Symbol.asyncIterator]().return?.()
}

/**
 * Runs `work` with a signal that fires when the call is cancelled or `timeoutMs` have passed.
 *
 * @param timeoutMs No limit when absent or 0.
 * @throws {KernelError} `ETIMEDOUT` when time is up.
 */
export async function withDeadline<T>(
  call: Call,
  timeoutMs: number | undefined,
  url: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const abort = () => controller.abort(call.signal.reason)
  if (call.signal.aborted) abort()
  call.signal.addEventListener('abort', abort, { once: true })
  let late = false
  const stop =
    timeoutMs === undefined || timeoutMs === 0
      ? () => {}
      : call.host.clock.after(timeoutMs, () => {
          late = true
          controller.abort()
        })
  try {
    return await work(controller.signal)
  } catch (error) {
    if (late && !call.signal.aborted) {
      const shown = urlWithoutSecrets(url)
      throw new KernelError('ETIMEDOUT', `No complete answer from ${shown} within ${timeoutMs} ms`, {
        data: { url: shown, timeoutMs },
        cause: error,
      })
    }
    throw error
  } finally {
    stop()
    call.signal.removeEventListener('abort', abort)
  }
}
