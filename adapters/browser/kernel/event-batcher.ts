import type { TraceEvent } from '../../../core/trace/events.ts'

/** Events that go at once, however early: a long synchronous stretch lets no timer run. */
const LARGEST_BATCH = 512

/** About one frame, in ms. */
const FRAME_MS = 16

export interface EventBatcher {
  add(event: TraceEvent): void
  /** Sends what is left; nothing is sent when nothing is. */
  flush(): void
}

/**
 * Collects events and sends them about once per frame: a message for each would cost more than the run.
 *
 * @param send gets the batches in order; it owns the array.
 * @param after calls back once after `ms`; the returned function cancels it.
 */
export function createEventBatcher(
  send: (events: TraceEvent[]) => void,
  after: (ms: number, callback: () => void) => () => void,
): EventBatcher {
  let waiting: TraceEvent[] = []
  let cancel: (() => void) | undefined

  const flush = () => {
    cancel?.()
    cancel = undefined
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    send(batch)
  }

  return {
    add(event) {
      waiting.push(event)
      if (waiting.length >= LARGEST_BATCH) flush()
      else cancel ??= after(FRAME_MS, flush)
    },
    flush,
  }
}
