import { STATUS } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { executionAt } from './execution.ts'

/** How the reader looks at the run: at the whole of it while it is followed, else at one moment in some iteration. */
export interface Outlook {
  readonly live: boolean
  /** The moment. */
  readonly seq: number
  /** Frames around the selected execution, the innermost first; none while live. */
  readonly frames: readonly number[]
}

/** What a step or slot shows of the run. */
export interface BoxLook {
  /** The execution that is meant; -1 when the place was not reached, or not in the selected iteration. */
  readonly span: number
  /** The place stands inside the selected iteration: it shows that execution, not all of them. */
  readonly single: boolean
  /** It had not begun at the moment. */
  readonly later: boolean
  /** Equal as long as nothing that is shown has changed. */
  readonly signature: string
}

export function boxLook(model: TraceModel, path: string, { live, seq, frames }: Outlook): BoxLook {
  const place = model.place(path)
  if (place === undefined) return { span: -1, single: false, later: false, signature: '' }
  const { spans } = model
  const span = executionAt(model, place, frames)
  const single = !live && frames.some((frame) => path.startsWith(`${model.placeOf(frame).path}/`))
  const later = span >= 0 && !live && spans.startSeq[span]! > seq
  const counts = [
    place.started,
    place.done,
    place.failed,
    place.left,
    place.unrecorded,
    place.total,
    place.spans.length,
  ]
  const current = place.parts.kind === 'list' ? frames.filter((frame) => model.placeOf(frame) === place) : []
  // What became of an error is known when the steps around it have ended, and running tasks show what they are at.
  const changing = spans.size > 0 && spans.isOpen(0) && (place.failed > 0 || place.parts.kind === 'list')
  const own = [span, span < 0 ? STATUS.running : spans.status[span], single, later, changing ? model.version : 0]
  return { span, single, later, signature: [...own, ...counts, ...current].join() }
}
