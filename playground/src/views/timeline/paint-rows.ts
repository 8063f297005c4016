import { laneBars } from '../../geometry/timeline-bars.ts'
import { ROW } from '../../geometry/timeline-rows.ts'
import { paintBar } from './paint-bar.ts'
import { paintRetries } from './paint-retries.ts'
import { HEAD, type TimelinePicture } from './paint-timeline.ts'
import type { Colours } from './timeline-colours.ts'

/** Draws the rows that are seen, lane by lane. */
export function paintRows(context: CanvasRenderingContext2D, picture: TimelinePicture, colours: Colours): void {
  const { model, rows, range, axis, width, height, scroll } = picture
  const now = axis === 'time' ? model.duration : model.events.end
  const view = { model, axis, range, width, now }
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
  paintRetries(context, picture, colours)
}
