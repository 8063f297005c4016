import { scriptParts } from '../../geometry/script-parts.ts'
import { type Bar, laneBars } from '../../geometry/timeline-bars.ts'
import { ROW } from '../../geometry/timeline-rows.ts'
import { pixelAt } from '../../geometry/timeline-view.ts'
import { shortCall } from '../../plan/describe-step.ts'
import type { StepKind } from '../../plan/step-kinds.ts'
import { HEAD, type TimelinePicture } from './paint-timeline.ts'
import type { Colours } from './timeline-colours.ts'

/** A bar narrower than this has no room for a name, or for the parts of a script. */
const NAMED = 34
const DIVIDED = 4

/** Where a bar is drawn, in pixels. */
interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Draws the rows that are seen, lane by lane. */
export function paintRows(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { model, rows, range, axis, width, height, scroll } = picture
  const now = axis === 'time' ? model.duration : model.events.end
  const view = { spans: model.spans, axis, range, width, now }
  for (const row of rows) {
    const top = HEAD + row.top - scroll
    if (top + row.height < HEAD || top > height) continue
    context.fillStyle = colours.line
    context.fillRect(0, top + row.height + ROW.gap / 2 - 0.5, width, 0.5)
    for (const [index, lane] of (model.place(row.path)?.lanes ?? []).entries()) {
      const y = top + index * ROW.lane
      if (y + ROW.lane < HEAD || y > height) continue
      for (const bar of laneBars(lane, view)) {
        const x = Math.max(0, bar.from)
        const right = Math.min(width, bar.to)
        paintBar(context, bar, { x, y, width: Math.max(1, right - x) }, { picture, colours })
      }
    }
  }
}

function paintBar(
  context: CanvasRenderingContext2D,
  bar: Bar,
  area: Area,
  { picture, colours }: { picture: TimelinePicture; colours: Colours },
): void {
  const { x, y, width } = area
  const { call } = picture.model.placeOf(bar.span)
  const kind = picture.kindOf(call)
  const one = bar.count === 1
  context.globalAlpha = picture.matches !== null && !(one && picture.matches(call)) ? 0.25 : 1
  const inner = one ? Math.max(1, width - 0.5) : width
  if (kind === 'waiting' || (kind === 'script' && one && width >= DIVIDED)) hollow(context, area, colours)
  else {
    context.fillStyle = fillOf(bar, kind, colours)
    context.fillRect(x, y + 1, inner, ROW.lane - 2)
  }
  if (kind === 'script' && one && width >= DIVIDED) paintScript(context, bar, area, { picture, colours })
  if (bar.failed) {
    // A failure shows by the bar at its top, also without its colour.
    context.fillStyle = kind === 'computing' ? colours.text : colours.failed
    context.fillRect(x, y + 1, inner, 3)
  }
  if (one && width > NAMED)
    paintName(context, shortCall(call), area, kind === 'computing' ? colours.ground : colours.text)
  context.globalAlpha = 1
  if (one && bar.span === picture.selectedSpan) {
    context.strokeStyle = colours.text
    context.lineWidth = 2
    context.strokeRect(x, y + 1, Math.max(2, width), ROW.lane - 2)
  }
}

function fillOf(bar: Bar, kind: StepKind, colours: Colours): string {
  if (bar.failed) return colours.failed
  if (bar.running) return colours.running
  return kind === 'script' ? colours.left : colours.bar
}

/** Waiting: an outline, with nothing in it. */
function hollow(context: CanvasRenderingContext2D, { x, y, width }: Area, colours: Colours): void {
  context.fillStyle = colours.raised
  context.fillRect(x, y + 1, width, ROW.lane - 2)
  context.strokeStyle = colours.muted
  context.lineWidth = 1
  context.setLineDash([3, 2])
  context.strokeRect(x + 0.5, y + 1.5, Math.max(0.5, width - 1.5), ROW.lane - 3)
  context.setLineDash([])
}

/** The time in the sandbox, filled into the outline of the step. */
function paintScript(
  context: CanvasRenderingContext2D,
  bar: Bar,
  { x, y, width }: Area,
  { picture, colours }: { picture: TimelinePicture; colours: Colours },
): void {
  const { model, axis, range } = picture
  context.fillStyle = colours.script
  for (const part of scriptParts(model, bar.span, axis)) {
    const from = Math.max(x, pixelAt(range, picture.width, part.from))
    const to = Math.min(x + width, pixelAt(range, picture.width, part.to))
    if (to > 0 && from < picture.width) context.fillRect(from, y + 2, Math.max(1, to - from), ROW.lane - 4)
  }
}

function paintName(context: CanvasRenderingContext2D, name: string, { x, y, width }: Area, colour: string): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width - 3, ROW.lane)
  context.clip()
  context.fillStyle = colour
  context.fillText(name, x + 4, y + ROW.lane / 2)
  context.restore()
}
