import type { Axis } from '../../geometry/timeline-bars.ts'
import type { Overview } from '../../geometry/timeline-overview.ts'
import type { TimelineRow } from '../../geometry/timeline-rows.ts'
import { pixelAt, type Range, tickStep } from '../../geometry/timeline-view.ts'
import type { StepKind } from '../../plan/step-kinds.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { formatMs } from '../preview-text.ts'
import { paintRows } from './paint-rows.ts'
import { type Colours, timelineColours } from './timeline-colours.ts'

export interface TimelinePicture {
  readonly model: TraceModel
  readonly rows: readonly TimelineRow[]
  readonly range: Range
  readonly whole: Range
  readonly overview: Overview
  readonly axis: Axis
  readonly width: number
  readonly height: number
  /** Pixels scrolled down. */
  readonly scroll: number
  readonly selectedSpan: number
  /** The moment, in units of the axis. */
  readonly moment: number
  readonly measure: Range | null
  readonly kindOf: (call: string) => StepKind
  /** Calls that match the search; `null` without a search. */
  readonly matches: ((call: string) => boolean) | null
}

/** Pixels of the overview, and of it with the axis. */
export const OVERVIEW = 26
export const HEAD = 48

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
  const colours = timelineColours(canvas)
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

function paintMoment(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { range, width, height, moment, measure } = picture
  if (measure !== null) {
    const from = pixelAt(range, width, Math.min(measure.from, measure.to))
    const to = pixelAt(range, width, Math.max(measure.from, measure.to))
    context.fillStyle = colours.wash
    context.fillRect(from, HEAD, Math.max(1, to - from), height - HEAD)
    context.fillStyle = colours.accent
    for (const edge of [from, to]) context.fillRect(edge - 0.5, HEAD, 1, height - HEAD)
  }
  const x = pixelAt(range, width, moment)
  context.fillStyle = colours.accent
  context.fillRect(x - 0.75, HEAD, 1.5, height - HEAD)
}

function paintAxis(context: CanvasRenderingContext2D, { range, axis, width }: TimelinePicture, colours: Colours): void {
  context.fillStyle = colours.surface
  context.fillRect(0, 0, width, HEAD)
  context.fillStyle = colours.line
  context.fillRect(0, HEAD - 1, width, 1)
  context.fillRect(0, OVERVIEW, width, 1)
  const step = tickStep(range, width)
  if (!Number.isFinite(step) || step <= 0) return
  for (let unit = Math.ceil(range.from / step) * step; unit <= range.to; unit += step) {
    const x = pixelAt(range, width, unit)
    context.fillStyle = colours.line
    context.fillRect(x, OVERVIEW, 1, HEAD - OVERVIEW)
    context.fillStyle = colours.muted
    const text = axis === 'time' ? formatMs(unit) : Math.round(unit).toLocaleString('en')
    if (x + 4 + context.measureText(text).width < width) context.fillText(text, x + 4, OVERVIEW + 12)
  }
}

/** The whole run in a strip: how many steps stand in each other there, and the part that is seen. */
function paintOverview(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { overview, range, whole, width } = picture
  const { depth, failed, most } = overview
  const scale = width / depth.length
  const room = OVERVIEW - 6
  for (let column = 0; column < depth.length; column++) {
    const height = most === 0 ? 0 : Math.max(depth[column]! > 0 ? 2 : 0, (depth[column]! / most) * room)
    context.fillStyle = failed[column] === 1 ? colours.failed : colours.bar
    context.globalAlpha = failed[column] === 1 ? 1 : 0.55
    const x = Math.floor(column * scale)
    context.fillRect(x, OVERVIEW - 2 - height, Math.floor((column + 1) * scale) - x, height)
  }
  context.globalAlpha = 1
  const from = pixelAt(whole, width, range.from)
  const to = pixelAt(whole, width, range.to)
  context.fillStyle = colours.surface
  context.globalAlpha = 0.65
  context.fillRect(0, 0, from, OVERVIEW)
  context.fillRect(to, 0, width - to, OVERVIEW)
  context.globalAlpha = 1
  if (range.from === whole.from && range.to === whole.to) return
  context.strokeStyle = colours.accent
  context.lineWidth = 1.5
  context.strokeRect(from + 0.75, 1, Math.max(3, to - from - 1.5), OVERVIEW - 2)
}
