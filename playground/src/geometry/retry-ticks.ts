import type { TraceModel } from '../trace/trace-model.ts'
import type { Axis } from './timeline-bars.ts'
import type { TimelineRow } from './timeline-rows.ts'
import { pixelAt, type Range } from './timeline-view.ts'

/** Where an attempt failed that was followed by another. */
export interface RetryTick {
  readonly row: TimelineRow
  readonly lane: number
  /** Pixels from the left. */
  readonly x: number
}

/** The failed attempts that are seen, on the lanes of their steps; those that share a pixel are one. */
export function retryTicks(
  model: TraceModel,
  rows: readonly TimelineRow[],
  view: { readonly axis: Axis; readonly range: Range; readonly width: number },
): RetryTick[] {
  if (model.retries.length === 0) return []
  const { spans, events } = model
  const { axis, range, width } = view
  const byPath = new Map(rows.map((row) => [row.path, row]))
  const ticks = new Map<string, RetryTick>()
  for (const seq of model.retries) {
    const unit = axis === 'time' ? events.timeAt(seq) : seq
    if (unit < range.from || unit > range.to) continue
    const span = events.spanAt(seq)
    const row = byPath.get(model.placeOf(span).parent?.path ?? '')
    if (span <= 0 || row === undefined) continue
    const x = Math.round(pixelAt(range, width, unit))
    const lane = spans.lane[span]!
    ticks.set(`${row.path} ${lane} ${x}`, { row, lane, x })
  }
  return [...ticks.values()]
}
