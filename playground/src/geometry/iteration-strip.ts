import type { Place } from '../trace/place.ts'
import { type SpanTable, STATUS, type Status } from '../trace/span-table.ts'

/** One cell of a strip of iterations. */
export interface StripCell {
  /** First span of the cell. */
  readonly span: number
  /** Iterations in the cell. */
  readonly count: number
  /** The most urgent of them: failed, then running, then left, then done. */
  readonly status: Status
}

const URGENCY: readonly Status[] = [STATUS.failed, STATUS.running, STATUS.left, STATUS.done]

/** The runs of a slot as at most `cells` cells, in the order of their starts. */
export function iterationStrip(place: Place, spans: SpanTable, cells: number): StripCell[] {
  const { length } = place.spans
  const count = Math.min(length, cells)
  return Array.from({ length: count }, (_, cell) => {
    const from = Math.floor((cell * length) / count)
    const to = Math.floor(((cell + 1) * length) / count)
    let best = URGENCY.length - 1
    for (let at = from; at < to && best > 0; at++) {
      best = Math.min(best, URGENCY.indexOf(spans.status[place.spans.at(at)] as Status))
    }
    return { span: place.spans.at(from), count: to - from, status: URGENCY[best] ?? STATUS.done }
  })
}
