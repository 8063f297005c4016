import { KIND } from '../trace/event-kind.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import type { Axis } from './timeline-bars.ts'
import type { Range } from './timeline-view.ts'

/** Events of a step that are looked at. */
const LOOKED_AT = 256

/**
 * When the sandbox ran in a step that calls a script, in units of the axis; the rest of the step is waiting for it.
 * Empty when its beginning is not among the first events of the step, which others at the same time can push aside.
 */
export function scriptParts(model: TraceModel, span: number, axis: Axis): Range[] {
  const { spans, events } = model
  const parts: Range[] = []
  let from: number | null = null
  const first = spans.startSeq[span]!
  const end = spans.isOpen(span) ? events.end - 1 : spans.endSeq[span]!
  const unit = (seq: number) => (axis === 'time' ? events.timeAt(seq) : seq)
  for (let seq = first; seq <= Math.min(end, first + LOOKED_AT); seq++) {
    if (events.spanAt(seq) !== span) continue
    const kind = events.kindAt(seq)
    if (kind === KIND.scriptStart) from = unit(seq)
    else if (kind === KIND.scriptEnd && from !== null) {
      parts.push({ from, to: unit(seq) })
      from = null
    }
  }
  if (from !== null) parts.push({ from, to: unit(end) })
  return parts
}
