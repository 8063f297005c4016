import type { TraceEvent } from '../core/trace/events.ts'

/** Bytes that may wait for a client that reads slowly; more events are left out and counted. */
const MAX_WAITING = 4 * 1024 * 1024
/** Text that is sent at once, in characters. */
const FLUSH_LENGTH = 32 * 1024
/** How long an event waits for others to be sent with, in ms. */
const FLUSH_MS = 50
/** How often something is sent although nothing happens, in ms: only a write tells that nobody reads any more. */
const BEAT_MS = 1_000

/** Server-sent events: `trace` per event of the run, then one `result` or `error`. */
export interface TraceStream {
  readonly body: ReadableStream<Uint8Array>
  readonly observer: (event: TraceEvent) => void
  /** Sends the last event and ends the stream. */
  end(name: 'result' | 'error', data: unknown): void
}

/** @param onGone the client went away; nothing is sent any more. */
export function createTraceStream(onGone: () => void): TraceStream {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let waiting = ''
  let dropped = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(made) {
        controller = made
      },
      cancel() {
        controller = undefined
        clearInterval(beat)
        onGone()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING }),
  )
  const beat = setInterval(() => controller?.enqueue(encoder.encode(':\n\n')), BEAT_MS)
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting !== '') controller?.enqueue(encoder.encode(waiting))
    waiting = ''
  }
  return {
    body,
    observer(event) {
      if (controller === undefined) return
      if ((controller.desiredSize ?? 0) <= 0) {
        dropped++
        return
      }
      waiting += message('trace', event)
      if (waiting.length >= FLUSH_LENGTH) flush()
      else timer ??= setTimeout(flush, FLUSH_MS)
    },
    end(name, data) {
      if (dropped > 0) waiting += message('dropped', { events: dropped })
      waiting += message(name, data)
      flush()
      clearInterval(beat)
      controller?.close()
      controller = undefined
    },
  }
}

/** JSON has no line breaks, so one line of data is enough. */
function message(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
