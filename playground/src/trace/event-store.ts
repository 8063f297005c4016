import type { TraceEvent } from '../../../core/trace/events.ts'
import { unpackEvent } from './event-detail.ts'
import type { Kind } from './event-kind.ts'
import type { TraceBatch } from './trace-batch.ts'

const decoder = new TextDecoder()

/** A batch, and for each of its events the span it belongs to. */
export interface Chunk extends TraceBatch {
  readonly spans: Int32Array
}

/** The events of a run, columnar; the oldest can be dropped, single ones kept nevertheless. */
export class EventStore {
  readonly #chunks: Chunk[] = []
  readonly #names: string[] = []
  readonly #nameIndexes = new Map<string, number>()
  readonly #kept = new Map<number, TraceEvent>()
  #end = 0

  /** Sequence number of the oldest event that is there; equals `end` when none is. */
  get first(): number {
    return this.#chunks[0]?.first ?? this.#end
  }

  /** One more than the sequence number of the newest event. */
  get end(): number {
    return this.#end
  }

  get size(): number {
    return this.#end - this.first
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks
  }

  append(batch: TraceBatch): Chunk {
    for (const name of batch.newNames) {
      this.#nameIndexes.set(name, this.#names.length)
      this.#names.push(name)
    }
    const chunk = { ...batch, spans: new Int32Array(batch.kind.length).fill(-1) }
    this.#chunks.push(chunk)
    this.#end = batch.first + batch.kind.length
    return chunk
  }

  name(index: number): string {
    return this.#names[index] ?? ''
  }

  /** Index of a name; -1 when no event has it. */
  indexOf(name: string): number {
    return this.#nameIndexes.get(name) ?? -1
  }

  kindAt(seq: number): Kind | undefined {
    return this.#read(seq, (chunk, at) => chunk.kind[at] as Kind)
  }

  timeAt(seq: number): number {
    return this.#read(seq, (chunk, at) => chunk.time[at]) ?? this.#kept.get(seq)?.t ?? 0
  }

  /** The span that an event belongs to; -1 when the event is not there. */
  spanAt(seq: number): number {
    return this.#read(seq, (chunk, at) => chunk.spans[at]) ?? -1
  }

  /** The first event after a time, in ms since the run began; `end` when there is none. */
  seqAfter(time: number): number {
    const chunk = this.#chunks.find((one) => (one.time.at(-1) ?? 0) > time)
    if (chunk === undefined) return this.#end
    let low = 0
    let high = chunk.time.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (chunk.time[middle]! > time) high = middle
      else low = middle + 1
    }
    return chunk.first + low
  }

  iterationAt(seq: number): readonly number[] {
    return this.#read(seq, iterationIn) ?? this.#kept.get(seq)?.iteration ?? []
  }

  /** The event; `undefined` when it was dropped or has not come. */
  event(seq: number): TraceEvent | undefined {
    return this.#read(seq, (chunk, at) => this.#decode(chunk, at)) ?? this.#kept.get(seq)
  }

  /** Keeps an event when its neighbours are dropped. */
  keep(seq: number): void {
    const event = this.event(seq)
    if (event !== undefined) this.#kept.set(seq, event)
  }

  /** Drops whole batches before `seq`. */
  dropBefore(seq: number): void {
    let count = 0
    for (const chunk of this.#chunks) {
      if (chunk.first + chunk.kind.length > seq) break
      count++
    }
    this.#chunks.splice(0, count)
  }

  /** Forgets which kept events are no longer wanted. */
  release(wanted: (seq: number) => boolean): void {
    for (const seq of this.#kept.keys()) if (!wanted(seq)) this.#kept.delete(seq)
  }

  /** The events that are there, in order. */
  *events(): IterableIterator<TraceEvent> {
    for (const chunk of this.#chunks) for (let at = 0; at < chunk.kind.length; at++) yield this.#decode(chunk, at)
  }

  #decode(chunk: Chunk, at: number): TraceEvent {
    const base = {
      seq: chunk.first + at,
      t: chunk.time[at] ?? 0,
      path: this.name(chunk.place[at] ?? 0),
      iteration: iterationIn(chunk, at),
      depth: chunk.depth[at] ?? 0,
    }
    const waitsFrom = waitIn(chunk, at)
    const detail = decoder.decode(chunk.details.subarray(at === 0 ? 0 : chunk.detailEnd[at - 1], chunk.detailEnd[at]))
    const event = unpackEvent(base, chunk.kind[at] as Kind, this.name(chunk.name[at] ?? 0), detail)
    const ends = event.type === 'step' && (event.phase === 'end' || event.phase === 'error')
    return ends && waitsFrom !== undefined ? { ...event, waitsFrom } : event
  }

  #read<T>(seq: number, read: (chunk: Chunk, at: number) => T): T | undefined {
    const chunks = this.#chunks
    if (seq < this.first || seq >= this.#end) return undefined
    let low = 0
    let high = chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (chunks[middle]!.first <= seq) low = middle
      else high = middle - 1
    }
    const chunk = chunks[low]!
    const at = seq - chunk.first
    return at < chunk.kind.length ? read(chunk, at) : undefined
  }
}

/** Since when the step waited that an event ends, in ms since the run began; `undefined` when it did not. */
export function waitIn({ waitAt, waitFrom }: TraceBatch, at: number): number | undefined {
  let low = 0
  let high = waitAt.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (waitAt[middle]! < at) low = middle + 1
    else high = middle
  }
  return waitAt[low] === at ? waitFrom[low] : undefined
}

/** A loop, because this is done for every event and copying by iterator costs several times as much. */
export function iterationIn(chunk: TraceBatch, at: number): readonly number[] {
  const from = at === 0 ? 0 : chunk.iterationEnd[at - 1]!
  const to = chunk.iterationEnd[at]!
  if (from === to) return NONE
  const iteration: number[] = []
  for (let index = from; index < to; index++) iteration.push(chunk.iterations[index]!)
  return iteration
}

const NONE: readonly number[] = []
