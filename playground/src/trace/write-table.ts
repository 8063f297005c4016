import { GrowingList } from './growing-list.ts'

/** Every write to a state: which event, which layer, and the write before it in the same layer. */
export class WriteTable {
  readonly seq = new GrowingList()
  readonly frame = new GrowingList()
  /** Index of the write before in the same frame; -1 for the first. */
  readonly previous = new GrowingList()
  readonly #byKey = new Map<number, GrowingList>()

  get size(): number {
    return this.seq.length
  }

  add(key: number, write: { seq: number; frame: number; previous: number }): number {
    const index = this.seq.length
    this.seq.push(write.seq)
    this.frame.push(write.frame)
    this.previous.push(write.previous)
    let own = this.#byKey.get(key)
    if (own === undefined) {
      own = new GrowingList()
      this.#byKey.set(key, own)
    }
    own.push(index)
    return index
  }

  /** Indexes of the writes to a key, in order. */
  ofKey(key: number): GrowingList | undefined {
    return this.#byKey.get(key)
  }

  /**
   * Keeps the writes that are wanted, under new indexes.
   *
   * @param frames new id of each frame.
   * @returns new index by old index, -1 for those that are gone.
   */
  compact(wanted: (seq: number, frame: number) => boolean, frames: Int32Array): Int32Array {
    const indexes = new Int32Array(this.size).fill(-1)
    let kept = 0
    for (let at = 0; at < this.size; at++) if (wanted(this.seq.at(at), this.frame.at(at))) indexes[at] = kept++
    const links = Array.from({ length: this.size }, (_, at) => {
      let before = this.previous.at(at)
      while (before >= 0 && indexes[before]! < 0) before = this.previous.at(before)
      return before < 0 ? -1 : indexes[before]!
    })
    for (let at = 0; at < links.length; at++) {
      const to = indexes[at]!
      if (to < 0) continue
      this.seq.set(to, this.seq.at(at))
      this.frame.set(to, Math.max(0, frames[this.frame.at(at)]!))
      this.previous.set(to, links[at]!)
    }
    let index = 0
    const cut = () => (index++ < kept ? 0 : -1)
    for (const column of [this.seq, this.frame, this.previous]) {
      index = 0
      const values = Array.from({ length: kept }, (_, at) => column.at(at))
      column.remap(cut)
      for (const [at, value] of values.entries()) column.set(at, value)
    }
    for (const list of this.#byKey.values()) list.remap((at) => indexes[at]!)
    return indexes
  }
}
