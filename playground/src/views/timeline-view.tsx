import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { App } from '../app/app.ts'
import { type Axis, spanEnd, spanStart, spanUnder } from '../geometry/timeline-bars.ts'
import { ROW, type TimelineRow, timelineRows } from '../geometry/timeline-rows.ts'
import { clampRange, pan, type Range, unitAt, zoom } from '../geometry/timeline-view.ts'
import { shortCall } from '../plan/describe-step.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { useApp } from './app-context.ts'
import { formatMs } from './preview-text.ts'
import { HEAD, LABELS, paintTimeline } from './timeline-painter.ts'

/** Runs with less time than this have more steps than clock ticks: they are shown by events at first. */
const SHORT_RUN_MS = 20

/** The run as a flame chart: a row per step list, lanes for what ran at the same time. */
export function TimelineView() {
  const app = useApp()
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSignal({ width: 600, height: 300 })
  /** `null`: everything. */
  const range = useSignal<Range | null>(null)
  const chosenAxis = useSignal<Axis | null>(null)
  const closed = useSignal<ReadonlySet<string>>(new Set())
  const scroll = useSignal(0)
  const query = useSignal('')
  const measure = useSignal<Range | null>(null)
  const drag = useRef<{ x: number; y: number; kind: 'measure' | 'pan'; moved: boolean; start: number } | null>(null)
  const frame = useRef(0)

  const state = (): View => {
    const model = app.runner.model.value
    const axis = chosenAxis.value ?? (model.duration < SHORT_RUN_MS ? 'events' : 'time')
    const whole = wholeOf(model, axis)
    return {
      model,
      axis,
      whole,
      range: range.value === null ? whole : clampRange(range.value, whole),
      rows: timelineRows(model, closed.value),
    }
  }

  useSignalEffect(() => {
    // Everything the picture is made of is read here, so that a change of any of it draws once, before the next frame.
    app.runner.version.value
    app.settings.theme.value
    const { current } = app.selection
    const view = state()
    const wanted = query.value.trim().toLowerCase()
    const picture = {
      ...view,
      ...size.value,
      scroll: scroll.value,
      selectedSpan: current.value.span,
      moment: view.axis === 'time' ? view.model.events.timeAt(current.value.seq) : current.value.seq,
      measure: measure.value,
      matches: wanted === '' ? null : (call: string) => call.toLowerCase().includes(wanted),
    }
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => canvas.current && paintTimeline(canvas.current, picture))
  })

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      size.value = { width: element.clientWidth, height: element.clientHeight }
    })
    observer.observe(element)
    // Not passive: the page must not scroll or zoom with it.
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const view = state()
      if (event.ctrlKey || event.metaKey) {
        range.value = zoom(view.range, view.whole, 1.0015 ** event.deltaY, unitUnder(view, element, event))
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        range.value = pan(view.range, view.whole, (event.deltaX || event.deltaY) / element.clientWidth)
      } else {
        scroll.value = clampScroll(scroll.value + event.deltaY, view.rows, element)
      }
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', wheel)
    }
  }, [])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const view = state()
    const middle = (view.range.from + view.range.to) / 2
    const key = event.key.toLowerCase()
    if (key === 'w') range.value = zoom(view.range, view.whole, 0.8, middle)
    else if (key === 's') range.value = zoom(view.range, view.whole, 1.25, middle)
    else if (key === 'a' || key === 'arrowleft') range.value = pan(view.range, view.whole, -0.1)
    else if (key === 'd' || key === 'arrowright') range.value = pan(view.range, view.whole, 0.1)
    else if (key === 'arrowdown' || key === 'arrowup')
      scroll.value = clampScroll(scroll.value + (key === 'arrowdown' ? 40 : -40), view.rows, canvas.current)
    else if (key === 'f') range.value = selectionRange(app, view)
    else if (key === '0' || key === 'home') range.value = null
    else return
    event.preventDefault()
  }

  const down = (event: PointerEvent & { currentTarget: HTMLCanvasElement }) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const view = state()
    const x = event.offsetX
    drag.current = {
      x,
      y: event.offsetY,
      kind: event.offsetY < HEAD || event.shiftKey ? 'pan' : 'measure',
      moved: false,
      start: unitUnder(view, event.currentTarget, event),
    }
  }
  const move = (event: PointerEvent & { currentTarget: HTMLCanvasElement }) => {
    const from = drag.current
    if (from === null) return
    if (Math.abs(event.offsetX - from.x) > 3) from.moved = true
    if (!from.moved) return
    const view = state()
    if (from.kind === 'pan') {
      range.value = pan(view.range, view.whole, (from.x - event.offsetX) / (size.value.width - LABELS))
      from.x = event.offsetX
    } else measure.value = { from: from.start, to: unitUnder(view, event.currentTarget, event) }
  }
  const up = (event: PointerEvent & { currentTarget: HTMLCanvasElement }) => {
    const from = drag.current
    drag.current = null
    if (from === null || from.moved) return
    measure.value = null
    const view = state()
    const row = rowAt(view.rows, event.offsetY - HEAD + scroll.value)
    if (row === undefined) return
    if (event.offsetX < LABELS) {
      if (row.collapsible) closed.value = toggle(closed.value, row.path)
      return
    }
    const lane = view.model.place(row.path)?.lanes[
      Math.floor((event.offsetY - HEAD + scroll.value - row.top) / ROW.lane)
    ]
    if (lane === undefined) return
    const now = view.axis === 'time' ? view.model.duration : view.model.events.end
    const span = spanUnder(lane, unitUnder(view, event.currentTarget, event), { ...view, spans: view.model.spans, now })
    if (span > 0) app.selectSpan(span)
  }

  const hasRun = app.runner.version.value >= 0 && app.runner.model.value.events.size > 0
  if (!hasRun) return <p class="empty">Nothing ran yet. Press Run, or Ctrl+Enter in the editor</p>
  const view = state()
  const found = query.value.trim() === '' ? null : countMatches(view.model, query.value)
  return (
    <div class="timeline">
      <div class="tools">
        <label>
          <span class="hidden-text">Search steps</span>
          <input
            type="search"
            placeholder="Search steps"
            value={query.value}
            onInput={(event) => {
              query.value = event.currentTarget.value
            }}
          />
        </label>
        {found === null ? null : <span class="muted">{found.toLocaleString('en')} found</span>}
        <span class="spring" />
        <span class="muted" role="status">
          {describeMeasure(view, measure.value)}
        </span>
        <button
          type="button"
          class="outlined"
          onClick={() => {
            chosenAxis.value = view.axis === 'time' ? 'events' : 'time'
            range.value = null
            measure.value = null
          }}
        >
          {view.axis === 'time' ? 'By time' : 'By events'}
        </button>
        <button type="button" class="outlined" onClick={() => (range.value = null)}>
          Whole run
        </button>
      </div>
      <div class="drawing">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the drawing is worked with keys of its own */}
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={describeTimeline(view)}
          aria-roledescription="timeline"
          data-lanes={view.rows.map((row) => row.lanes).join()}
          onKeyDown={press}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onDblClick={() => (range.value = selectionRange(app, state()))}
        />
      </div>
    </div>
  )
}

interface View {
  readonly model: TraceModel
  readonly axis: Axis
  readonly whole: Range
  readonly range: Range
  readonly rows: readonly TimelineRow[]
}

function wholeOf(model: TraceModel, axis: Axis): Range {
  if (axis === 'events') return { from: model.events.first, to: Math.max(model.events.first + 1, model.events.end) }
  return { from: 0, to: Math.max(0.001, model.duration) }
}

function unitUnder(view: View, element: HTMLElement, event: MouseEvent): number {
  return unitAt(view.range, element.clientWidth - LABELS, event.offsetX - LABELS)
}

function rowAt(rows: readonly TimelineRow[], y: number): TimelineRow | undefined {
  return rows.find((row) => row.top <= y && y < row.top + row.height)
}

function clampScroll(wanted: number, rows: readonly TimelineRow[], element: HTMLElement | null): number {
  const last = rows.at(-1)
  const total = last === undefined ? 0 : last.top + last.height + HEAD
  return Math.max(0, Math.min(wanted, total - (element?.clientHeight ?? 0)))
}

function toggle(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}

/** The selected step with some room around it. */
function selectionRange(app: App, view: View): Range | null {
  const { span } = app.selection.current.peek()
  if (span < 0) return null
  const now = view.axis === 'time' ? view.model.duration : view.model.events.end
  const from = spanStart(view.model.spans, view.axis, span)
  const to = spanEnd(view.model.spans, view.axis, span, now)
  const room = Math.max((to - from) * 0.1, (view.whole.to - view.whole.from) * 1e-4)
  return { from: from - room, to: to + room }
}

function countMatches(model: TraceModel, query: string): number {
  const wanted = query.trim().toLowerCase()
  return model.places.reduce((sum, place) => (place.call.toLowerCase().includes(wanted) ? sum + place.started : sum), 0)
}

function describeMeasure(view: View, measure: Range | null): string {
  if (measure === null) return ''
  const length = Math.abs(measure.to - measure.from)
  return view.axis === 'time'
    ? `${formatMs(length)} measured`
    : `${Math.round(length).toLocaleString('en')} events measured`
}

function describeTimeline({ model, rows }: View): string {
  const slowest = model.places.filter((place) => place.call !== '').sort((left, right) => right.total - left.total)[0]
  const most = slowest === undefined ? '' : `; most time in ${shortCall(slowest.call)}`
  return `Timeline of ${model.steps} steps in ${rows.length} rows${most}. W and S zoom, A and D move, F shows the selected step`
}
