import type { App } from '../../app/app.ts'
import { type Axis, spanEnd, spanStart, spanUnder } from '../../geometry/timeline-bars.ts'
import { ROW, type TimelineRow } from '../../geometry/timeline-rows.ts'
import { type Range, unitAt } from '../../geometry/timeline-view.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { HEAD } from './paint-timeline.ts'

/** What the timeline shows now. */
export interface Scene {
  readonly model: TraceModel
  readonly axis: Axis
  readonly whole: Range
  readonly range: Range
  readonly rows: readonly TimelineRow[]
}

/** Everything there is on an axis. */
export function wholeOf(model: TraceModel, axis: Axis): Range {
  if (axis === 'events') return { from: model.events.first, to: Math.max(model.events.first + 1, model.events.end) }
  return { from: 0, to: Math.max(0.001, model.duration) }
}

/** The unit of the axis under a pointer. */
export function unitUnder(scene: Scene, element: HTMLElement, x: number): number {
  return unitAt(scene.range, element.clientWidth, x)
}

/** The step under a pointer; -1 when there is none. */
export function stepUnder(scene: Scene, at: { readonly unit: number; readonly y: number; readonly scroll: number }) {
  const y = at.y - HEAD + at.scroll
  const row = at.y < HEAD ? undefined : scene.rows.find((one) => one.top <= y && y < one.top + one.height)
  if (row === undefined) return -1
  const lane = scene.model.place(row.path)?.lanes[Math.floor((y - row.top) / ROW.lane)]
  return lane === undefined
    ? -1
    : spanUnder(lane, at.unit, { spans: scene.model.spans, axis: scene.axis, now: nowOf(scene) })
}

/** Pixels that can be scrolled to. */
export function clampScroll(wanted: number, rows: readonly TimelineRow[], height: number): number {
  const last = rows.at(-1)
  const total = last === undefined ? 0 : last.top + last.height + HEAD + ROW.gap
  return Math.max(0, Math.min(wanted, total - height))
}

/** From begin to end of the selected step; `null` when none is selected. */
export function selectedRange(app: App, scene: Scene): Range | null {
  const { span } = app.selection.current.peek()
  if (span < 0) return null
  return {
    from: spanStart(scene.model.spans, scene.axis, span),
    to: spanEnd(scene.model.spans, scene.axis, span, nowOf(scene)),
  }
}

/** Where to scroll so that the lane of a step is seen; the same place when it is, or when its row is closed. */
export function scrollShowing(
  scene: Scene,
  span: number,
  at: { readonly scroll: number; readonly height: number },
): number {
  const list = scene.model.placeOf(span).parent?.path
  const row = scene.rows.find(({ path }) => path === list)
  if (row === undefined) return at.scroll
  const room = at.height - HEAD
  const top = row.top + scene.model.spans.lane[span]! * ROW.lane
  if (top < at.scroll) return top
  return top + ROW.lane > at.scroll + room ? Math.max(0, top + ROW.lane + ROW.gap - room) : at.scroll
}

/** A range with some room around it. */
export function withRoom(range: Range, whole: Range): Range {
  const room = Math.max((range.to - range.from) * 0.1, (whole.to - whole.from) * 1e-4)
  return { from: range.from - room, to: range.to + room }
}

function nowOf({ axis, model }: Scene): number {
  return axis === 'time' ? model.duration : model.events.end
}
