import type { TraceEvent } from '../../../core/trace/events.ts'
import { packDetail } from './event-detail.ts'
import { kindOfEvent } from './event-kind.ts'
import type { TraceBatch } from './trace-batch.ts'

/** Turns the events of one run into batches. */
export class TraceEncoder {
  readonly #names = new Map<string, number>([['', 0]])
  #newNames: string[] = ['']
  #columns = emptyColumns()
  #first = 0

  /** Events that wait to be taken. */
  get size(): number {
    return this.#columns.kind.length
  }

  add(event: TraceEvent): void {
    const { name, json } = packDetail(event)
    const columns = this.#columns
    if (columns.kind.length === 0) this.#first = event.seq
    columns.kind.push(kindOfEvent(event))
    columns.time.push(event.t)
    columns.depth.push(event.depth)
    columns.place.push(this.#index(event.path))
    columns.name.push(this.#index(name))
    for (const index of event.iteration) columns.iterations.push(index)
    columns.iterationEnd.push(columns.iterations.length)
    columns.length += json.length
    columns.detailEnd.push(columns.length)
    columns.details.push(json)
  }

  /** What was added since the last time; `null` when nothing was. */
  take(): TraceBatch | null {
    const columns = this.#columns
    if (columns.kind.length === 0) return null
    const batch: TraceBatch = {
      first: this.#first,
      kind: Uint8Array.from(columns.kind),
      time: Float64Array.from(columns.time),
      depth: Uint16Array.from(columns.depth),
      place: Uint32Array.from(columns.place),
      name: Uint32Array.from(columns.name),
      iterationEnd: Uint32Array.from(columns.iterationEnd),
      iterations: Uint32Array.from(columns.iterations),
      detailEnd: Uint32Array.from(columns.detailEnd),
      details: columns.details.join(''),
      newNames: this.#newNames,
    }
    this.#columns = emptyColumns()
    this.#newNames = []
    return batch
  }

  #index(name: string): number {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    const index = this.#names.size
    this.#names.set(name, index)
    this.#newNames.push(name)
    return index
  }
}

function emptyColumns() {
  const numbers = (): number[] => []
  return {
    kind: numbers(),
    time: numbers(),
    depth: numbers(),
    place: numbers(),
    name: numbers(),
    iterationEnd: numbers(),
    iterations: numbers(),
    detailEnd: numbers(),
    details: [] as string[],
    length: 0,
  }
}
