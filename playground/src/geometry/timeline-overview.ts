import type { TraceModel } from '../trace/trace-model.ts'
import { type Axis, laneBars } from './timeline-bars.ts'
import type { TimelineRow } from './timeline-rows.ts'
import type { Range } from './timeline-view.ts'

/** The whole run in columns: how deep and wide it is there, and whether something failed. */
export interface Overview {
  /** Lanes in use, per column. */
  readonly depth: Uint16Array
  readonly failed: Uint8Array
  /** The deepest column. */
  readonly most: number
}

/** Costs rows times columns, whatever the number of steps. */
export function timelineOverview(
  model: TraceModel,
  rows: readonly TimelineRow[],
  { axis, whole, columns }: { readonly axis: Axis; readonly whole: Range; readonly columns: number },
): Overview {
  const depth = new Uint16Array(columns)
  const failed = new Uint8Array(columns)
  const now = axis === 'time' ? model.duration : model.events.end
  const view = { model, axis, range: whole, width: columns, now }
  for (const row of rows) {
    for (const lane of model.place(row.path)?.lanes ?? []) {
      for (const bar of laneBars(lane, view)) {
        const last = Math.min(columns - 1, Math.ceil(bar.to) - 1)
        for (let column = Math.max(0, Math.floor(bar.from)); column <= last; column++) depth[column]!++
        // A step fails at its end: all that came before went well.
        if (bar.failed) failed[last] = 1
      }
    }
  }
  return { depth, failed, most: depth.reduce((most, value) => Math.max(most, value), 0) }
}
