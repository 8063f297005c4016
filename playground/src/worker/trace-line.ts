import type { TraceEvent, TraceObserver } from '../../../core/trace/events.ts'
import { batchBuffers, type TraceBatch } from '../trace/trace-batch.ts'
import { LARGEST_BATCH, TraceEncoder } from '../trace/trace-encoder.ts'

/** A batch of the run that is under way; sent beside the answers of the kernel protocol, in order with them. */
export interface TraceMessage {
  readonly type: 'trace-batch'
  readonly batch: TraceBatch
}

/** About one frame, in ms. */
const FRAME_MS = 16

export interface TraceLine {
  readonly observer: TraceObserver
  /** Sends what is left. */
  flush(): void
}

/** Sends the events of a run in batches, about one per frame. */
export function createTraceLine(send: (message: TraceMessage, transfer: ArrayBuffer[]) => void): TraceLine {
  const encoder = new TraceEncoder()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const batch = encoder.take()
    if (batch !== null) send({ type: 'trace-batch', batch }, batchBuffers(batch))
  }
  return {
    observer(event: TraceEvent) {
      encoder.add(event)
      // A long synchronous stretch lets no timer run.
      if (encoder.size === LARGEST_BATCH) flush()
      else timer ??= setTimeout(flush, FRAME_MS)
    },
    flush,
  }
}

/** Whether a message of a worker is a batch. */
export function isTraceMessage(data: unknown): data is TraceMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'trace-batch'
}
