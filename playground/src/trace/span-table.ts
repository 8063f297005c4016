/** How a span stands. Shown by shape first, colour second. */
export const STATUS = { running: 0, done: 1, failed: 2, left: 3 } as const

/** `left`: ended by `break` or `continue`, or cancelled. */
export type Status = (typeof STATUS)[keyof typeof STATUS]

/** What a span is: a step, or a frame, which is one run of a step list (of a slot, a component or the root). */
export const SPAN_KIND = { step: 0, frame: 1 } as const

const INITIAL = 1_024

/** Spans by id, one typed array per column. Ids are given in the order of the starts. */
export class SpanTable {
  #size = 0
  kind = new Uint8Array(INITIAL)
  status = new Uint8Array(INITIAL)
  lane = new Uint16Array(INITIAL)
  place = new Uint32Array(INITIAL)
  /** Id of the enclosing span; -1 for the root. */
  parent = new Int32Array(INITIAL)
  startSeq = new Uint32Array(INITIAL)
  /** The last event of the span; `OPEN` while it runs. */
  endSeq = new Uint32Array(INITIAL)
  start = new Float64Array(INITIAL)
  end = new Float64Array(INITIAL)
  /** When it gave its turn away, in ms since the run began: it waited from then on. Infinite when it never did. */
  waitFrom = new Float64Array(INITIAL)
  /** Index of its newest state write, for frames; -1 when there is none. */
  lastWrite = new Int32Array(INITIAL)

  get size(): number {
    return this.#size
  }

  add(span: { kind: number; place: number; parent: number; lane: number; seq: number; time: number }): number {
    if (this.#size === this.kind.length) this.#grow()
    const id = this.#size++
    this.kind[id] = span.kind
    this.status[id] = STATUS.running
    this.lane[id] = span.lane
    this.place[id] = span.place
    this.parent[id] = span.parent
    this.startSeq[id] = span.seq
    this.endSeq[id] = OPEN
    this.start[id] = span.time
    this.end[id] = Number.POSITIVE_INFINITY
    this.waitFrom[id] = Number.POSITIVE_INFINITY
    this.lastWrite[id] = -1
    return id
  }

  isOpen(id: number): boolean {
    return this.endSeq[id] === OPEN
  }

  /**
   * Keeps the spans that are wanted, in order, under new ids.
   *
   * @returns new id by old id; -1 for those that are gone.
   */
  compact(wanted: (id: number) => boolean): Int32Array {
    const ids = new Int32Array(this.#size).fill(-1)
    let kept = 0
    for (let id = 0; id < this.#size; id++) if (wanted(id)) ids[id] = kept++
    for (let id = 0; id < this.#size; id++) {
      const to = ids[id]!
      if (to < 0) continue
      for (const column of this.#columns()) column[to] = column[id]!
      const parent = this.parent[to]!
      this.parent[to] = parent < 0 ? -1 : Math.max(0, ids[parent]!)
    }
    this.#size = kept
    return ids
  }

  #columns() {
    const { kind, status, lane, place, parent, startSeq, endSeq, start, end, waitFrom, lastWrite } = this
    return [kind, status, lane, place, parent, startSeq, endSeq, start, end, waitFrom, lastWrite]
  }

  #grow(): void {
    const size = this.#size * 2
    this.kind = enlarge(this.kind, new Uint8Array(size))
    this.status = enlarge(this.status, new Uint8Array(size))
    this.lane = enlarge(this.lane, new Uint16Array(size))
    this.place = enlarge(this.place, new Uint32Array(size))
    this.parent = enlarge(this.parent, new Int32Array(size))
    this.startSeq = enlarge(this.startSeq, new Uint32Array(size))
    this.endSeq = enlarge(this.endSeq, new Uint32Array(size))
    this.start = enlarge(this.start, new Float64Array(size))
    this.end = enlarge(this.end, new Float64Array(size))
    this.waitFrom = enlarge(this.waitFrom, new Float64Array(size))
    this.lastWrite = enlarge(this.lastWrite, new Int32Array(size))
  }
}

const OPEN = 0xffff_ffff

function enlarge<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from)
  return to
}
