import type { TraceEvent } from '../../../core/trace/events.ts'
import { packDetail } from './event-detail.ts'
import { kindOfEvent } from './event-kind.ts'
import { JsonWriter } from './json-writer.ts'
import type { TraceBatch } from './trace-batch.ts'

/** Events of the largest batch. */
export const LARGEST_BATCH = 8_192

/** Turns the events of one run into batches. Whoever adds must take in time: a batch holds at most `LARGEST_BATCH`. */
export class TraceEncoder {
  readonly #names = new Map<string, number>([['', 0]])
  #newNames: string[] = ['']
  #size = 0
  #first = 0
  readonly #details = new JsonWriter()
  #iterations: number[] = []
  #waitAt: number[] = []
  #waitFrom: number[] = []
  // Written over from batch to batch; a batch gets copies of what is filled.
  readonly #kind = new Uint8Array(LARGEST_BATCH)
  readonly #time = new Float64Array(LARGEST_BATCH)
  readonly #depth = new Uint16Array(LARGEST_BATCH)
  readonly #place = new Uint32Array(LARGEST_BATCH)
  readonly #name = new Uint32Array(LARGEST_BATCH)
  readonly #iterationEnd = new Uint32Array(LARGEST_BATCH)
  readonly #detailEnd = new Uint32Array(LARGEST_BATCH)

  /** Events that wait to be taken. */
  get size(): number {
    return this.#size
  }

  /** @throws {RangeError} when the batch is full. */
  add(event: TraceEvent): void {
    const at = this.#size
    if (at === LARGEST_BATCH) throw new RangeError('The batch is full')
    if (at === 0) this.#first = event.seq
    this.#kind[at] = kindOfEvent(event)
    this.#time[at] = event.t
    this.#depth[at] = event.depth
    this.#place[at] = this.#index(event.path)
    this.#name[at] = this.#index(packDetail(event, this.#details))
    this.#detailEnd[at] = this.#details.length
    for (const index of event.iteration) this.#iterations.push(index)
    this.#iterationEnd[at] = this.#iterations.length
    if ('waitsFrom' in event && event.waitsFrom !== undefined) {
      this.#waitAt.push(at)
      this.#waitFrom.push(event.waitsFrom)
    }
    this.#size = at + 1
  }

  /** What was added since the last time; `null` when nothing was. */
  take(): TraceBatch | null {
    const size = this.#size
    if (size === 0) return null
    const batch: TraceBatch = {
      first: this.#first,
      kind: this.#kind.slice(0, size),
      time: this.#time.slice(0, size),
      depth: this.#depth.slice(0, size),
      place: this.#place.slice(0, size),
      name: this.#name.slice(0, size),
      iterationEnd: this.#iterationEnd.slice(0, size),
      iterations: new Uint32Array(this.#iterations),
      detailEnd: this.#detailEnd.slice(0, size),
      details: this.#details.take(),
      waitAt: new Uint16Array(this.#waitAt),
      waitFrom: new Float64Array(this.#waitFrom),
      newNames: this.#newNames,
    }
    this.#size = 0
    this.#iterations = []
    this.#waitAt = []
    this.#waitFrom = []
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
