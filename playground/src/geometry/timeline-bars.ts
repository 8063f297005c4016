import type { GrowingList } from '../trace/growing-list.ts'
import { type SpanTable, STATUS } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import type { Range } from './timeline-view.ts'

/** Steps by milliseconds or by sequence number: short runs have more steps than the clock has ticks. */
export type Axis = 'time' | 'events'

/** A bar of one step, or of several that would share a pixel. */
export interface Bar {
  readonly from: number
  readonly to: number
  /** Where its waiting begins; `to` when it did not wait. Of several steps, the whole bar or nothing of it. */
  readonly waitFrom: number
  /** Steps in it. */
  readonly count: number
  /** The step, or the first of them. */
  readonly span: number
  readonly failed: boolean
  readonly running: boolean
}

/** What of a run is drawn, and how. */
export interface LaneView {
  readonly model: Pick<TraceModel, 'spans' | 'events' | 'errors'>
  readonly axis: Axis
  readonly range: Range
  readonly width: number
  readonly now: number
}

/** Where a span begins on an axis. */
export function spanStart(spans: SpanTable, axis: Axis, id: number): number {
  return axis === 'time' ? spans.start[id]! : spans.startSeq[id]!
}

/** Where it ends; spans that run end now. */
export function spanEnd(spans: SpanTable, axis: Axis, id: number, now: number): number {
  if (spans.isOpen(id)) return now
  return axis === 'time' ? spans.end[id]! : spans.endSeq[id]!
}

/**
 * What of a lane is seen, in pixels from the left. Bars below one pixel are merged with those that begin in the same
 * pixel, so there are never more bars than pixels, and the search costs no more than the pixels, however long the lane.
 */
export function laneBars(lane: GrowingList, view: LaneView): Bar[] {
  const { model, axis, range, width, now } = view
  const { spans } = model
  const scale = width / (range.to - range.from)
  const startOf = (id: number) => spanStart(spans, axis, id)
  const bars: Bar[] = []
  let at = Math.max(0, lane.lowerBound(range.from, startOf) - 1)
  while (at < lane.length) {
    const span = lane.at(at)
    const start = startOf(span)
    if (start > range.to) break
    const end = spanEnd(spans, axis, span, now)
    const from = (start - range.from) * scale
    const to = (end - range.from) * scale
    if (to < 0) {
      at++
      continue
    }
    const next =
      to - from >= 1
        ? at + 1
        : Math.max(at + 1, lane.lowerBound(range.from + (Math.floor(from) + 1) / scale, startOf, at))
    const right = next === at + 1 ? to : (spanEnd(spans, axis, lane.at(next - 1), now) - range.from) * scale
    const until = Math.max(right, from + 1)
    const { waits, failed, running } = statusOf(model, lane, at, next)
    const since = next === at + 1 ? (waitStart(view, span) - range.from) * scale : waits ? from : until
    bars.push({
      from,
      to: until,
      waitFrom: Math.min(until, Math.max(from, since)),
      count: next - at,
      span,
      failed,
      running,
    })
    at = next
  }
  return bars
}

/** Of merged steps a few are looked at, and of the errors while they ran: a pass over all would cost too much. */
const LOOKED_AT = 32

function statusOf(
  model: LaneView['model'],
  lane: GrowingList,
  from: number,
  to: number,
): { failed: boolean; running: boolean; waits: boolean } {
  const { spans } = model
  let failed = to - from > LOOKED_AT && hasError(model, lane, from, to)
  let running = false
  let waited = 0
  let took = 0
  const stride = Math.max(1, Math.ceil((to - from) / LOOKED_AT))
  for (let at = from; at < to; at += stride) {
    const id = lane.at(at)
    const status = spans.status[id]
    failed ||= status === STATUS.failed
    running ||= status === STATUS.running
    if (spans.isOpen(id)) continue
    waited += Math.max(0, spans.end[id]! - spans.waitFrom[id]!)
    took += spans.end[id]! - spans.start[id]!
  }
  return { failed, running, waits: waited > took / 2 }
}

/** Whether one of the steps failed, by the errors of the run: a single one among thousands must show. */
function hasError({ spans, events, errors }: LaneView['model'], lane: GrowingList, from: number, to: number): boolean {
  const last = lane.at(to - 1)
  const until = spans.isOpen(last) ? events.end : spans.endSeq[last]!
  let at = lowerBound(errors, spans.startSeq[lane.at(from)]!)
  for (let looked = 0; looked < LOOKED_AT && at < errors.length && errors[at]! <= until; looked++, at++) {
    const failed = events.spanAt(errors[at]!)
    const index = lane.lowerBound(failed, (id) => id, from)
    if (index < to && lane.at(index) === failed) return true
  }
  return false
}

function lowerBound(list: readonly number[], wanted: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the waiting of a span begins on an axis; infinite when it did not wait. */
function waitStart({ model, axis }: LaneView, id: number): number {
  const since = model.spans.waitFrom[id]!
  if (axis === 'time' || since === Number.POSITIVE_INFINITY) return since
  // The last event before: between two events this axis has nothing.
  return model.events.seqAfter(since) - 1
}

/** The step of a lane under a unit of the axis; -1 when there is none. */
export function spanUnder(
  lane: GrowingList,
  unit: number,
  { spans, axis, now }: { readonly spans: SpanTable; readonly axis: Axis; readonly now: number },
): number {
  const after = lane.lowerBound(unit, (id) => spanStart(spans, axis, id))
  for (const at of [after, after - 1]) {
    if (at < 0 || at >= lane.length) continue
    const id = lane.at(at)
    if (spanStart(spans, axis, id) <= unit && unit <= spanEnd(spans, axis, id, now)) return id
  }
  return -1
}
