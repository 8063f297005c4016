import type { TraceEvent } from '../core/trace/events.ts'

/** Work units of the scripts of a run, in the order in which they ended. */
export function fuelOf(events: readonly TraceEvent[]): number[] {
  return events.flatMap((event) => (event.type === 'script' && event.phase === 'end' ? [event.fuel] : []))
}
