import type { TraceEvent } from '../../../core/trace/events.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** Attempts of one execution that are told of. */
const MOST = 50

/** The failed attempts of an execution that were followed by another, in order; the last attempt is its own end. */
export function failedAttempts(model: TraceModel, span: number): Array<TraceEvent & { readonly type: 'retry' }> {
  const { spans, events, retries } = model
  const from = spans.startSeq[span]!
  const until = spans.isOpen(span) ? events.end : spans.endSeq[span]!
  const found: Array<TraceEvent & { readonly type: 'retry' }> = []
  for (const seq of retries) {
    if (seq < from || seq > until || found.length === MOST || events.spanAt(seq) !== span) continue
    const event = events.event(seq)
    if (event?.type === 'retry') found.push(event)
  }
  return found
}

/** Milliseconds that an execution waited, or went on after it had; 0 when it never did, or has not ended. */
export function waitedMs({ spans }: TraceModel, span: number): number {
  return spans.isOpen(span) ? 0 : Math.max(0, spans.end[span]! - spans.waitFrom[span]!)
}
