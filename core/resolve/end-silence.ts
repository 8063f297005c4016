import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { ClockPort } from '../host/clock.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../host/http.ts'

/**
 * An HTTP port that gives up on a server that says nothing for `ms`: before its answer, or in the middle of it. However
 * long an answer takes that keeps coming, it is waited for.
 *
 * Its requests and bodies fail with `ETIMEDOUT` then.
 */
export function endSilence(http: HttpPort, clock: ClockPort, ms: number): HttpPort {
  return {
    async send(request) {
      const watch = watchSilence(request, clock, ms)
      try {
        const response = await watch.during(() => http.send({ ...request, signal: watch.signal }))
        return { ...response, body: watched(response, watch) }
      } catch (error) {
        watch.end()
        throw error
      }
    },
  }
}

interface SilenceWatch {
  readonly signal: AbortSignal
  /** Waits for something of the server. */
  during<T>(wait: () => Promise<T>): Promise<T>
  /** Nothing more is waited for. */
  end(): void
}

function watchSilence({ url, signal }: HttpRequest, clock: ClockPort, ms: number): SilenceWatch {
  const limit = new AbortController()
  const abort = () => limit.abort(signal?.reason)
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })
  let isSilent = false
  return {
    signal: limit.signal,
    async during(wait) {
      const stop = clock.after(ms, () => {
        isSilent = true
        limit.abort()
      })
      try {
        return await wait()
      } catch (cause) {
        if (!isSilent) throw cause
        const shown = urlWithoutSecrets(url)
        throw new KernelError('ETIMEDOUT', `${shown} has said nothing for ${ms / 1000} s`, {
          data: { url: shown, timeoutMs: ms },
          cause,
        })
      } finally {
        stop()
      }
    },
    end: () => signal?.removeEventListener('abort', abort),
  }
}

function watched({ body }: HttpResponse, watch: SilenceWatch): AsyncIterable<Uint8Array> {
  return {
    // No generator: one that was never started would not hand on its `return()`.
    [Symbol.asyncIterator]() {
      const chunks = body[Symbol.asyncIterator]()
      return {
        async next() {
          try {
            const step = await watch.during(() => chunks.next())
            if (step.done === true) watch.end()
            return step
          } catch (error) {
            watch.end()
            throw error
          }
        },
        async return() {
          watch.end()
          await chunks.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
