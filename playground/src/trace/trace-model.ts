import type { TraceEvent } from '../../../core/trace/events.ts'
import { KIND } from './event-kind.ts'
import { type Chunk, EventStore, iterationIn, waitIn } from './event-store.ts'
import { Place } from './place.ts'
import { placeParts, ROOT } from './places.ts'
import { SPAN_KIND, SpanTable, STATUS, type Status } from './span-table.ts'
import type { TraceBatch } from './trace-batch.ts'
import { LARGEST_BATCH, TraceEncoder } from './trace-encoder.ts'
import { WriteTable } from './write-table.ts'

export interface TraceModelOptions {
  /** Events kept; when there are more, the older half is summarised. Default one million. */
  readonly maxEvents?: number
}

/** One event on its way into the model. */
interface Arrival {
  readonly seq: number
  readonly time: number
  readonly name: number
  readonly place: Place
  readonly iteration: readonly number[]
}

/**
 * One run as far as it has come: its events, the spans they make, counts per place, and the writes to its state.
 *
 * Everything that shows the run reads this model; `version` changes whenever it does.
 */
export class TraceModel {
  readonly events = new EventStore()
  readonly spans = new SpanTable()
  readonly writes = new WriteTable()
  /** Errors and log lines that are kept, by sequence number, in order: places to jump to. */
  readonly errors: number[] = []
  readonly logs: number[] = []
  /** Failed attempts that were followed by another, likewise. */
  readonly retries: number[] = []
  version = 0
  /** Events that were summarised and are not kept. */
  dropped = 0
  /** Turns of loops that were counted and not recorded. */
  unrecorded = 0
  /** Milliseconds from the start to the newest event. */
  duration = 0
  /** Steps that began. */
  steps = 0
  readonly #maxEvents: number
  readonly #places: Place[] = []
  readonly #byPath = new Map<string, Place>()
  /** Places by the index of their path among the names of events. */
  readonly #byName: Place[] = []

  constructor(options: TraceModelOptions = {}) {
    this.#maxEvents = options.maxEvents ?? 1_000_000
  }

  /** The model of events that are all there already. */
  static of(events: Iterable<TraceEvent>): TraceModel {
    const encoder = new TraceEncoder()
    const model = new TraceModel()
    const flush = () => {
      const batch = encoder.take()
      if (batch !== null) model.append(batch)
    }
    for (const event of events) {
      encoder.add(event)
      if (encoder.size === LARGEST_BATCH) flush()
    }
    flush()
    return model
  }

  append(batch: TraceBatch): void {
    const chunk = this.events.append(batch)
    for (let at = 0; at < chunk.kind.length; at++) {
      const place = this.#named(chunk.place[at]!)
      const arrival = {
        seq: chunk.first + at,
        time: chunk.time[at]!,
        name: chunk.name[at]!,
        place,
        iteration: iterationIn(chunk, at),
      }
      chunk.spans[at] = this.#take(chunk, at, arrival)
    }
    this.duration = Math.max(this.duration, chunk.time.at(-1) ?? 0)
    this.version++
    if (this.events.size > this.#maxEvents) this.#summarise()
  }

  /** What happened at a path; `undefined` when nothing did. */
  place(path: string): Place | undefined {
    return this.#byPath.get(path)
  }

  /** All places in the order in which they were first reached. */
  get places(): readonly Place[] {
    return this.#places
  }

  placeOf(span: number): Place {
    return this.#places[this.spans.place[span] ?? 0]!
  }

  iterationOf(span: number): readonly number[] {
    return this.events.iterationAt(this.spans.startSeq[span] ?? 0)
  }

  #take(chunk: Chunk, at: number, arrival: Arrival): number {
    const { place, iteration, seq } = arrival
    switch (chunk.kind[at]) {
      case KIND.runStart:
        return this.#begin(arrival, SPAN_KIND.frame, -1, 0)
      case KIND.runEnd:
        return this.#endAll(arrival, STATUS.done)
      case KIND.runError:
        this.errors.push(seq)
        return this.#endAll(arrival, STATUS.failed)
      case KIND.stepStart:
        return this.#beginStep(arrival)
      case KIND.stepEnd:
        return this.#wait(chunk, at, this.#endStep(arrival, STATUS.done))
      case KIND.stepSignal:
        return this.#endStep(arrival, STATUS.left)
      case KIND.stepError:
        return this.#wait(chunk, at, this.#failStep(arrival))
      case KIND.stepCancelled:
        return this.#wait(chunk, at, this.#breakOff(arrival, STATUS.left))
      case KIND.slotEnter:
        return this.#begin(arrival, SPAN_KIND.frame, place.parent?.around(iteration) ?? 0, place.takeLane())
      case KIND.slotExit:
        return this.#end(arrival, STATUS.done)
      case KIND.scope:
        return this.#write(arrival)
      case KIND.summary:
        this.#count(seq, place)
        break
      case KIND.retry:
        this.#retry(arrival)
        break
      case KIND.log:
        this.logs.push(seq)
    }
    return this.#around(place, iteration)
  }

  /** The innermost span that is open around something; steps that are not recorded have none of their own. */
  #around(place: Place, iteration: readonly number[]): number {
    for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
      const span = at.around(iteration)
      if (span !== undefined) return span
    }
    return 0
  }

  #beginStep(arrival: Arrival): number {
    const { place, name } = arrival
    const list = place.parent!
    const frame = list.around(arrival.iteration) ?? this.#beginComponent({ ...arrival, place: list })
    const lane = this.spans.lane[frame]!
    const id = this.#begin(arrival, SPAN_KIND.step, frame, lane)
    place.call = this.events.name(name)
    list.lane(lane).push(id)
    this.steps++
    return id
  }

  /** Components have no events of their own: the frame of one begins with its first step. */
  #beginComponent(arrival: Arrival): number {
    const { place, iteration } = arrival
    if (place.path === ROOT) return 0
    return this.#begin(arrival, SPAN_KIND.frame, place.parent?.around(iteration) ?? 0, place.takeLane())
  }

  #begin({ place, seq, time, iteration }: Arrival, kind: number, parent: number, lane: number): number {
    const id = this.spans.add({ kind, place: place.index, parent, lane, seq, time })
    place.started++
    place.spans.push(id)
    place.open.push({ id, iteration })
    return id
  }

  /** The frame of a component ends with the step that called it. */
  #endStep(arrival: Arrival, status: Status): number {
    const component = this.#byPath.get(`${arrival.place.path}!`)
    if (component !== undefined) this.#end({ ...arrival, place: component }, status)
    return this.#end(arrival, status)
  }

  #failStep(arrival: Arrival): number {
    this.errors.push(arrival.seq)
    return this.#breakOff(arrival, STATUS.failed)
  }

  /** Ends a step, and with it the list that it is in: that has no more steps, and ends as the step did. */
  #breakOff(arrival: Arrival, status: Status): number {
    const id = this.#endStep(arrival, status)
    const frame = this.spans.parent[id] ?? -1
    if (frame > 0 && this.spans.isOpen(frame)) this.spans.status[frame] = status
    return id
  }

  /** Remembers since when a step waited that has ended. */
  #wait(chunk: Chunk, at: number, id: number): number {
    this.spans.waitFrom[id] = waitIn(chunk, at) ?? Number.POSITIVE_INFINITY
    return id
  }

  /** The attempt has failed, and what it was an attempt of has not: its next steps decide. */
  #retry({ place, iteration, seq }: Arrival): void {
    this.retries.push(seq)
    const component = this.#byPath.get(`${place.path}!`)?.around(iteration)
    if (component !== undefined) this.spans.status[component] = STATUS.running
  }

  #end({ place, iteration, seq, time }: Arrival, status: Status): number {
    const id = place.takeOpen(iteration)
    if (id === undefined) return 0
    this.#close(id, place, { seq, time, status })
    return id
  }

  #close(id: number, place: Place, { seq, time, status }: { seq: number; time: number; status: Status }): void {
    const { spans } = this
    const final = spans.status[id] === STATUS.running ? status : (spans.status[id] as Status)
    spans.status[id] = final
    spans.endSeq[id] = seq
    spans.end[id] = time
    if (final === STATUS.done) place.done++
    else if (final === STATUS.failed) place.failed++
    else place.left++
    place.total += time - spans.start[id]!
    if (spans.kind[id] === SPAN_KIND.frame) place.releaseLane(spans.lane[id]!)
  }

  /** The run is over: whatever is open was cut off with it. */
  #endAll({ seq, time }: Arrival, status: Status): number {
    for (const place of this.#places) {
      const own = place.path === ROOT ? status : STATUS.left
      for (const { id } of place.open) this.#close(id, place, { seq, time, status: own })
      place.open = []
    }
    return 0
  }

  #write(arrival: Arrival): number {
    const { place, iteration, seq, name } = arrival
    const isList = place.parts.kind === 'list'
    const step = place.around(iteration) ?? (isList ? this.#beginComponent(arrival) : 0)
    const frame = isList ? step : Math.max(0, this.spans.parent[step]!)
    const write = { seq, frame, previous: this.spans.lastWrite[frame]! }
    this.spans.lastWrite[frame] = this.writes.add(name, write)
    return step
  }

  /** Takes in what ran without being recorded. */
  #count(seq: number, list: Place): void {
    const event = this.events.event(seq)
    if (event?.type !== 'summary') return
    this.unrecorded += event.turns
    list.count(event.turns, 0)
    for (const { path, call, started, failed } of event.steps) {
      const place = this.#placeAt(path)
      place.call = call
      place.count(started, failed)
      this.steps += started
    }
  }

  #named(name: number): Place {
    this.#byName[name] ??= this.#placeAt(this.events.name(name))
    return this.#byName[name]
  }

  #placeAt(path: string): Place {
    const known = this.#byPath.get(path)
    if (known !== undefined) return known
    const { parent } = placeParts(path)
    const above = parent === null ? undefined : this.#placeAt(parent)
    const place = new Place(path, this.#places.length, above)
    this.#places.push(place)
    this.#byPath.set(path, place)
    return place
  }

  /** Drops the older half of the events; what running steps and their layers need is kept. */
  #summarise(): void {
    const { events, spans, writes } = this
    const open = new Set<number>()
    for (let id = 0; id < spans.size; id++) {
      if (!spans.isOpen(id)) continue
      open.add(id)
      events.keep(spans.startSeq[id]!)
    }
    for (let at = 0; at < writes.size; at++) if (open.has(writes.frame.at(at))) events.keep(writes.seq.at(at))
    const before = events.size
    events.dropBefore(events.end - Math.floor(this.#maxEvents / 2))
    this.dropped += before - events.size
    const { first } = events
    const ids = spans.compact((id) => id === 0 || open.has(id) || spans.startSeq[id]! >= first)
    const indexes = writes.compact((seq, frame) => seq >= first || open.has(frame), ids)
    for (let id = 0; id < spans.size; id++) spans.lastWrite[id] = indexes[spans.lastWrite[id]!] ?? -1
    for (const place of this.#places) {
      for (const list of [place.spans, ...place.lanes]) list.remap((id) => ids[id]!)
      place.open = place.open.map(({ id, iteration }) => ({ id: ids[id]!, iteration }))
    }
    for (const chunk of events.chunks) {
      for (let at = 0; at < chunk.spans.length; at++) chunk.spans[at] = Math.max(0, ids[chunk.spans[at]!]!)
    }
    for (const seqs of [this.errors, this.logs, this.retries]) {
      const kept = seqs.findIndex((seq) => seq >= first)
      seqs.splice(0, kept < 0 ? seqs.length : kept)
    }
  }
}
