import type { TraceEvent } from '../core/trace/events.ts'
import type { Dict } from '../core/values.ts'

/**
 * The trace in an order that the timing of concurrent tasks cannot change: events grouped by path and iteration, the
 * groups by path in document order (indexes as numbers, slots by name), then by iteration; inside a group in the order
 * of emission.
 */
export function normaliseTrace(events: readonly TraceEvent[]): TraceEvent[] {
  return events
    .map((event) => ({ event, tokens: pathTokens(event.path) }))
    .sort(
      (left, right) =>
        compareLists(left.tokens, right.tokens) ||
        compareLists(left.event.iteration, right.event.iteration) ||
        left.event.seq - right.event.seq,
    )
    .map(({ event }) => event)
}

/** An event without what differs from run to run: its number and its times. */
export function withoutTime(event: TraceEvent): Dict {
  const { seq: _seq, t: _t, waitsFrom: _waitsFrom, ...rest } = { waitsFrom: undefined, ...event }
  return rest
}

/**
 * One event as a line: `step.start /compose/0/slots/body/1 [2]`. The iteration is left out outside loops; events
 * without a phase show what they are about instead (`scope.total /compose/0`); the run itself is at `/`.
 */
export function traceLine(event: TraceEvent): string {
  const iteration = event.iteration.length === 0 ? '' : ` [${event.iteration.join(',')}]`
  return `${event.type}.${detail(event)} ${event.path === '' ? '/' : event.path}${iteration}`
}

function detail(event: TraceEvent): string {
  switch (event.type) {
    case 'scope':
      return event.key
    case 'log':
      return event.entry.level
    case 'http':
      return event.method
    case 'retry':
      return String(event.attempt)
    case 'summary':
      return String(event.turns)
    default:
      return event.phase
  }
}

function pathTokens(path: string): Array<string | number> {
  return (path.match(/[^/!]+|!/g) ?? []).map((token) => (/^\d+$/.test(token) ? Number(token) : token))
}

function compareLists(left: ReadonlyArray<string | number>, right: ReadonlyArray<string | number>): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const a = left[index]!
    const b = right[index]!
    if (a === b) continue
    if (typeof a === 'number' && typeof b === 'number') return a - b
    return String(a) < String(b) ? -1 : 1
  }
  return left.length - right.length
}
