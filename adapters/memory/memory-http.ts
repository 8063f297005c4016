import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { ClockPort } from '../../core/host/clock.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../../core/host/http.ts'
import { type MemoryBody, memoryChunks } from './memory-body.ts'
import type { MemoryListen } from './memory-listen.ts'

/** One answer of the table. Several for the same request are given in turn, the last again and again. */
export interface MemoryAnswer {
  /** Upper case; any method when absent. */
  readonly method?: string
  /** Compared with the whole URL. */
  readonly url: string
  /** Default 200. */
  readonly status?: number
  readonly statusText?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Text is UTF-8; a list gives one chunk each. Default empty. */
  readonly body?: MemoryBody
  /** Wait before answering. */
  readonly delayMs?: number
  /** Fail with this code instead of answering: `ECONNREFUSED`, `ETIMEDOUT`. */
  readonly fail?: string
}

/** An HTTP port that answers from a table, with the requests it got. */
export interface MemoryHttp extends HttpPort {
  readonly requests: readonly HttpRequest[]
}

/**
 * An HTTP port without a network. What the table does not know is asked of the servers of `listen`; what they do not know
 * either fails with ENOTFOUND.
 */
export function createMemoryHttp(
  answers: readonly MemoryAnswer[],
  clock: ClockPort,
  listen?: MemoryListen,
): MemoryHttp {
  const requests: HttpRequest[] = []
  const given = new Set<MemoryAnswer>()

  const choose = ({ method, url }: HttpRequest): MemoryAnswer | undefined => {
    const fitting = answers.filter((answer) => answer.url === url && (answer.method ?? method) === method)
    const answer = fitting.find((candidate) => !given.has(candidate)) ?? fitting.at(-1)
    if (answer !== undefined) given.add(answer)
    return answer
  }

  return {
    requests,
    async send(request) {
      requests.push(request)
      const answer = choose(request)
      if (answer === undefined) return ask(listen, request)
      if (answer.delayMs !== undefined) await wait(answer.delayMs, clock, request.signal)
      if (request.signal?.aborted) throw new ExecutionCancelledError(request.signal.reason)
      if (answer.fail !== undefined) throw failure(answer.fail, request.url)
      const status = answer.status ?? 200
      const hasBody = request.method !== 'HEAD' && status !== 204 && status !== 304
      return {
        status,
        statusText: answer.statusText ?? '',
        headers: headerLines(answer.headers ?? {}),
        body: memoryChunks(hasBody ? (answer.body ?? []) : []),
      }
    },
  }
}

async function ask(listen: MemoryListen | undefined, request: HttpRequest): Promise<HttpResponse> {
  const { method, url, headers, body, signal } = request
  const asked = listen?.request(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (asked === undefined) throw failure('ENOTFOUND', url)
  const { status, headers: lines, body: bytes } = await asked
  return { status, statusText: '', headers: lines, body: memoryChunks(bytes) }
}

function headerLines(headers: NonNullable<MemoryAnswer['headers']>): Array<readonly [string, string]> {
  return Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => [name.toLowerCase(), value] as const),
  )
}

function failure(code: string, url: string): KernelError {
  return new KernelError(code, `${code}: no answer from ${url}`, { data: { url } })
}

function wait(ms: number, clock: ClockPort, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel()
      reject(new ExecutionCancelledError(signal?.reason))
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })
}
