import { type Axis, laneBars } from '../geometry/timeline-bars.ts'
import { ROW, type TimelineRow } from '../geometry/timeline-rows.ts'
import { pixelAt, type Range, tickStep } from '../geometry/timeline-view.ts'
import { shortCall } from '../plan/describe-step.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { formatMs } from './preview-text.ts'

export interface TimelinePicture {
  readonly model: TraceModel
  readonly rows: readonly TimelineRow[]
  readonly range: Range
  readonly whole: Range
  readonly axis: Axis
  readonly width: number
  readonly height: number
  /** Pixels scrolled down. */
  readonly scroll: number
  readonly selectedSpan: number
  /** The moment, in units of the axis. */
  readonly moment: number
  readonly measure: Range | null
  /** Calls that match the search; `null` without a search. */
  readonly matches: ((call: string) => boolean) | null
}

/** Pixels for the names at the left, the axis and the overview above. */
export const LABELS = 150
export const HEAD = 44
const OVERVIEW = 18

type Colours = Readonly<
  Record<
    'text' | 'muted' | 'line' | 'surface' | 'ground' | 'accent' | 'bar' | 'failed' | 'running' | 'raised' | 'wash',
    string
  >
>

/** Draws the visible part; never more bars than pixels. */
export function paintTimeline(canvas: HTMLCanvasElement, picture: TimelinePicture): void {
  const { width, height } = picture
  const ratio = devicePixelRatio
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
  }
  const context = canvas.getContext('2d')
  if (context === null) return
  const colours = coloursOf(canvas)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = colours.surface
  context.fillRect(0, 0, width, height)
  context.font = '11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  paintRows(context, picture, colours)
  paintMoment(context, picture, colours)
  paintAxis(context, picture, colours)
  paintOverview(context, picture, colours)
}

function paintRows(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { model, rows, range, axis, width, height, scroll } = picture
  const now = axis === 'time' ? model.duration : model.events.end
  const view = { spans: model.spans, axis, range, width: width - LABELS, now }
  for (const row of rows) {
    const top = HEAD + row.top - scroll
    if (top + row.height < HEAD || top > height) continue
    context.fillStyle = colours.line
    context.fillRect(0, top + row.height + ROW.gap / 2 - 0.5, width, 0.5)
    const place = model.place(row.path)
    for (const [index, lane] of (place?.lanes ?? []).entries()) {
      const y = top + index * ROW.lane
      if (y + ROW.lane < HEAD || y > height) continue
      for (const bar of laneBars(lane, view)) {
        const x = LABELS + Math.max(0, bar.from)
        const right = LABELS + Math.min(view.width, bar.to)
        const call = model.placeOf(bar.span).call
        const dimmed = picture.matches !== null && !(bar.count === 1 && picture.matches(call))
        context.globalAlpha = dimmed ? 0.25 : 1
        context.fillStyle = bar.failed ? colours.failed : bar.running ? colours.running : colours.bar
        context.fillRect(x, y + 1, Math.max(1, right - x - (bar.count === 1 ? 0.5 : 0)), ROW.lane - 2)
        if (bar.failed) {
          context.fillStyle = colours.text
          context.fillRect(x, y + 1, Math.max(1, right - x), 2)
        }
        if (bar.count === 1 && right - x > 34) {
          context.save()
          context.beginPath()
          context.rect(x, y, right - x, ROW.lane)
          context.clip()
          context.fillStyle = colours.ground
          context.fillText(shortCall(call), x + 4, y + ROW.lane / 2)
          context.restore()
        }
        context.globalAlpha = 1
        if (bar.count === 1 && bar.span === picture.selectedSpan) {
          context.strokeStyle = colours.text
          context.lineWidth = 2
          context.strokeRect(x, y + 1, Math.max(2, right - x), ROW.lane - 2)
        }
      }
    }
    paintLabel(context, row, { top, colours })
  }
}

function paintLabel(
  context: CanvasRenderingContext2D,
  row: TimelineRow,
  { top, colours }: { top: number; colours: Colours },
) {
  context.fillStyle = colours.raised
  context.fillRect(0, top, LABELS - 2, row.height)
  context.save()
  context.beginPath()
  context.rect(0, top, LABELS - 6, row.height)
  context.clip()
  context.fillStyle = colours.text
  const mark = row.collapsible ? '▾ ' : ''
  context.fillText(`${mark}${row.label}`, 6 + Math.min(6, row.level) * 10, top + ROW.lane / 2)
  context.restore()
}

function paintMoment(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { range, width, height, moment, measure } = picture
  const inner = width - LABELS
  if (measure !== null) {
    const from = LABELS + pixelAt(range, inner, Math.min(measure.from, measure.to))
    const to = LABELS + pixelAt(range, inner, Math.max(measure.from, measure.to))
    context.fillStyle = colours.wash
    context.fillRect(Math.max(LABELS, from), HEAD, Math.max(1, to - Math.max(LABELS, from)), height - HEAD)
  }
  const x = LABELS + pixelAt(range, inner, moment)
  if (x < LABELS || x > width) return
  context.fillStyle = colours.accent
  context.fillRect(x - 0.75, HEAD, 1.5, height - HEAD)
}

function paintAxis(context: CanvasRenderingContext2D, { range, axis, width }: TimelinePicture, colours: Colours): void {
  const inner = width - LABELS
  context.fillStyle = colours.surface
  context.fillRect(0, 0, width, HEAD)
  context.fillStyle = colours.line
  context.fillRect(0, HEAD - 1, width, 1)
  const step = tickStep(range, inner)
  if (!Number.isFinite(step) || step <= 0) return
  for (let unit = Math.ceil(range.from / step) * step; unit <= range.to; unit += step) {
    const x = LABELS + pixelAt(range, inner, unit)
    context.fillStyle = colours.line
    context.fillRect(x, OVERVIEW, 1, HEAD - OVERVIEW)
    context.fillStyle = colours.muted
    context.fillText(axis === 'time' ? formatMs(unit) : Math.round(unit).toLocaleString('en'), x + 4, OVERVIEW + 14)
  }
}

/** The whole run in a strip, with the part that is seen. */
function paintOverview(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { model, rows, range, whole, axis, width } = picture
  const inner = width - LABELS
  const now = axis === 'time' ? model.duration : model.events.end
  const lane = model.place(rows[0]?.path ?? '')?.lanes[0]
  context.fillStyle = colours.bar
  context.globalAlpha = 0.5
  if (lane !== undefined) {
    for (const bar of laneBars(lane, { spans: model.spans, axis, range: whole, width: inner, now })) {
      context.fillRect(LABELS + Math.max(0, bar.from), 5, Math.max(1, bar.to - bar.from - 0.5), 8)
    }
  }
  context.globalAlpha = 1
  context.strokeStyle = colours.accent
  context.lineWidth = 1.5
  const from = LABELS + pixelAt(whole, inner, range.from)
  context.strokeRect(from, 2, Math.max(3, LABELS + pixelAt(whole, inner, range.to) - from - 1), OVERVIEW - 4)
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: token('text'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    ground: token('ground'),
    raised: token('raised'),
    accent: token('accent'),
    bar: token('syntax-key'),
    failed: token('failed'),
    running: token('running'),
    wash: `color-mix(in srgb, ${token('accent')} 22%, transparent)`,
  }
}
