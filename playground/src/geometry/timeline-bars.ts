import type { GrowingList } from '../trace/growing-list.ts'
import { type SpanTable, STATUS } from '../trace/span-table.ts'
import type { Range } from './timeline-view.ts'

/** Steps by milliseconds or by sequence number: short runs have more steps than the clock has ticks. */
export type Axis = 'time' | 'events'

/** A bar of one step, or of several that would share a pixel. */
export interface Bar {
  readonly from: number
  readonly to: number
  /** Steps in it. */
  readonly count: number
  /** The step, or the first of them. */
  readonly span: number
  readonly failed: boolean
  readonly running: boolean
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
export function laneBars(
  lane: GrowingList,
  view: {
    readonly spans: SpanTable
    readonly axis: Axis
    readonly range: Range
    readonly width: number
    readonly now: number
  },
): Bar[] {
  const { spans, axis, range, width, now } = view
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
    const last = lane.at(next - 1)
    const right = next === at + 1 ? to : (spanEnd(spans, axis, last, now) - range.from) * scale
    bars.push({ from, to: Math.max(right, from + 1), count: next - at, span, ...statusOf(spans, lane, at, next) })
    at = next
  }
  return bars
}

/** Of merged steps a few are looked at: a failure among many must show, but not cost a pass over all. */
const LOOKED_AT = 32

function statusOf(
  spans: SpanTable,
  lane: GrowingList,
  from: number,
  to: number,
): { failed: boolean; running: boolean } {
  let failed = false
  let running = false
  const stride = Math.max(1, Math.ceil((to - from) / LOOKED_AT))
  for (let at = from; at < to; at += stride) {
    const status = spans.status[lane.at(at)]
    failed ||= status === STATUS.failed
    running ||= status === STATUS.running
  }
  return { failed, running }
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
