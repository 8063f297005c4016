import { scriptParts } from '../../geometry/script-parts.ts'
import type { Bar } from '../../geometry/timeline-bars.ts'
import { ROW } from '../../geometry/timeline-rows.ts'
import { pixelAt } from '../../geometry/timeline-view.ts'
import { shortCall } from '../../plan/describe-step.ts'
import type { TimelinePicture } from './paint-timeline.ts'
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

interface Look {
  readonly picture: TimelinePicture
  readonly colours: Colours
}

/** Draws a step, or several that share a pixel: what it computed filled, what it waited as an outline. */
export function paintBar(context: CanvasRenderingContext2D, bar: Bar, area: Area, look: Look): void {
  const { picture, colours } = look
  const { x, y, width } = area
  const { call } = picture.model.placeOf(bar.span)
  const one = bar.count === 1
  const isScript = picture.kindOf(call) === 'script'
  const isDivided = isScript && one && width >= DIVIDED
  const waits = bar.waitFrom < bar.to
  const inner = one ? Math.max(1, width - 0.5) : width
  const filled = isDivided ? 0 : waits ? Math.min(inner, Math.max(0, bar.waitFrom - x)) : inner
  context.globalAlpha = picture.matches !== null && !(one && picture.matches(call)) ? 0.25 : 1
  if (waits || isDivided) hollow(context, area, colours)
  if (filled > 0) {
    context.fillStyle = fillOf(bar, isScript, colours)
    context.fillRect(x, y + 1, filled, ROW.lane - 2)
  }
  if (isDivided) paintScript(context, bar, area, look)
  if (bar.failed) {
    // A failure shows by the bar at its top, also without its colour.
    context.fillStyle = filled > inner / 2 && !isScript ? colours.text : colours.failed
    context.fillRect(x, y + 1, inner, 3)
  }
  if (one) paintName(context, shortCall(call), { area, filled: isScript ? 0 : filled, colours })
  context.globalAlpha = 1
  if (one && bar.span === picture.selectedSpan) {
    context.strokeStyle = colours.text
    context.lineWidth = 2
    context.strokeRect(x, y + 1, Math.max(2, width), ROW.lane - 2)
  }
}

function fillOf(bar: Bar, isScript: boolean, colours: Colours): string {
  if (bar.failed) return colours.failed
  if (bar.running) return colours.running
  return isScript ? colours.left : colours.bar
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
  { picture, colours }: Look,
): void {
  const { model, axis, range } = picture
  context.fillStyle = colours.script
  for (const part of scriptParts(model, bar.span, axis)) {
    const from = Math.max(x, pixelAt(range, picture.width, part.from))
    const to = Math.min(x + width, pixelAt(range, picture.width, part.to))
    if (to > 0 && from < picture.width) context.fillRect(from, y + 2, Math.max(1, to - from), ROW.lane - 4)
  }
}

/** Where it can be read: on what is filled, or on what is not. */
function paintName(
  context: CanvasRenderingContext2D,
  name: string,
  { area, filled, colours }: { readonly area: Area; readonly filled: number; readonly colours: Colours },
): void {
  const onFilled = filled >= area.width - filled
  const x = onFilled ? area.x : area.x + filled
  const width = onFilled ? filled : area.width - filled
  if (width <= NAMED) return
  context.save()
  context.beginPath()
  context.rect(x, area.y, width - 3, ROW.lane)
  context.clip()
  context.fillStyle = onFilled ? colours.ground : colours.text
  context.fillText(name, x + 4, area.y + ROW.lane / 2)
  context.restore()
}
