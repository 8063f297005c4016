import { retryTicks } from '../../geometry/retry-ticks.ts'
import { ROW } from '../../geometry/timeline-rows.ts'
import { HEAD, type TimelinePicture } from './paint-timeline.ts'
import type { Colours } from './timeline-colours.ts'

/** Half the width of a tick's head. */
const HALF = 4

/** Ticks over the bars of steps that were repeated, where an attempt failed. */
export function paintRetries(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { model, rows, height, scroll } = picture
  for (const { row, lane, x } of retryTicks(model, rows, picture)) {
    const y = HEAD + row.top - scroll + lane * ROW.lane
    if (y + ROW.lane < HEAD || y > height) continue
    // Over bars of all colours, those of failures too.
    context.fillStyle = colours.text
    context.strokeStyle = colours.surface
    context.lineWidth = 1
    context.beginPath()
    context.moveTo(x - HALF, y)
    context.lineTo(x + HALF, y)
    context.lineTo(x + 1, y + HALF + 2)
    context.lineTo(x + 1, y + ROW.lane - 1)
    context.lineTo(x - 1, y + ROW.lane - 1)
    context.lineTo(x - 1, y + HALF + 2)
    context.closePath()
    context.stroke()
    context.fill()
  }
}
