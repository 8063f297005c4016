import type { Preview } from '../../../core/trace/events.ts'
import type { TraceModel } from './trace-model.ts'

/** One write to a key. */
export interface ValueWrite {
  readonly seq: number
  readonly path: string
  readonly iteration: readonly number[]
  readonly value: Preview
}

export interface ValueHistory {
  /** Writes that are kept. */
  readonly total: number
  /** Those around the moment, in order. */
  readonly writes: readonly ValueWrite[]
}

/** Which steps wrote a key, in any layer: at most `limit` writes around a moment. */
export function valueHistory(model: TraceModel, key: string, seq: number, limit = 200): ValueHistory {
  const own = model.writes.ofKey(model.events.indexOf(key))
  if (own === undefined) return { total: 0, writes: [] }
  const now = own.lowerBound(seq, (at) => model.writes.seq.at(at))
  const from = Math.max(0, Math.min(now - Math.floor(limit / 2), own.length - limit))
  const writes: ValueWrite[] = []
  for (let at = from; at < Math.min(own.length, from + limit); at++) {
    const event = model.events.event(model.writes.seq.at(own.at(at)))
    if (event?.type !== 'scope') continue
    writes.push({ seq: event.seq, path: event.path, iteration: event.iteration, value: event.value })
  }
  return { total: own.length, writes }
}
