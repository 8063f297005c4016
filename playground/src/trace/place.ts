import { GrowingList } from './growing-list.ts'
import { type PlaceParts, placeParts } from './places.ts'

/** A span that has not ended. */
export interface OpenSpan {
  readonly id: number
  readonly iteration: readonly number[]
}

/** Lanes of a list that are told apart; further concurrent runs share the last. */
const MAX_LANES = 64

/** What happened at one place of the compose: counted for the whole run, whatever of it is still kept. */
export class Place {
  readonly path: string
  readonly parts: PlaceParts
  /** Number of the place, in the order in which places were reached. */
  readonly index: number
  /** Of a step its list, of a list the step that it belongs to. */
  readonly parent: Place | undefined
  /** What the steps here call; empty for lists. */
  call = ''
  started = 0
  done = 0
  failed = 0
  /** Ended by `break` or `continue`, cancelled, or cut off with the run. */
  left = 0
  /** Executions that were only counted. */
  unrecorded = 0
  /** Milliseconds of all executions that were recorded and ended. */
  total = 0
  /** Ids of the executions that are kept, in the order of their starts. */
  readonly spans = new GrowingList()
  /** Of a list: ids of the steps in it, by lane, in order and without overlaps. */
  readonly lanes: GrowingList[] = []
  open: OpenSpan[] = []
  readonly #taken: boolean[] = []

  constructor(path: string, index: number, parent: Place | undefined) {
    this.path = path
    this.parts = placeParts(path)
    this.index = index
    this.parent = parent
  }

  /** Milliseconds of all executions that ended; `null` when some were not timed because they were only counted. */
  get took(): number | null {
    return this.unrecorded > 0 ? null : this.total
  }

  get running(): number {
    return this.started - this.done - this.failed - this.left
  }

  /** Takes in executions that are over and were not recorded. */
  count(started: number, failed: number): void {
    this.started += started
    this.failed += failed
    this.done += started - failed
    this.unrecorded += started
  }

  /** The innermost open span here that something with this iteration is part of. */
  around(iteration: readonly number[]): number | undefined {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const span = this.open[at]!
      if (isPrefix(span.iteration, iteration)) return span.id
    }
    return undefined
  }

  /** Takes out the open span with exactly this iteration. */
  takeOpen(iteration: readonly number[]): number | undefined {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const span = this.open[at]!
      if (span.iteration.length !== iteration.length || !isPrefix(span.iteration, iteration)) continue
      this.open.splice(at, 1)
      return span.id
    }
    return undefined
  }

  takeLane(): number {
    let lane = this.#taken.indexOf(false)
    if (lane < 0) lane = Math.min(this.#taken.length, MAX_LANES - 1)
    this.#taken[lane] = true
    return lane
  }

  releaseLane(lane: number): void {
    this.#taken[lane] = false
  }

  lane(index: number): GrowingList {
    while (this.lanes.length <= index) this.lanes.push(new GrowingList())
    return this.lanes[index]!
  }
}

function isPrefix(outer: readonly number[], inner: readonly number[]): boolean {
  if (outer.length > inner.length) return false
  for (let level = 0; level < outer.length; level++) if (outer[level] !== inner[level]) return false
  return true
}
