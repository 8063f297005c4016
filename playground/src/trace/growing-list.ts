/** A list of integers in one typed array that grows. */
export class GrowingList {
  #values = new Int32Array(8)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  /** The value at an index below `length`; 0 elsewhere. */
  at(index: number): number {
    return this.#values[index] ?? 0
  }

  set(index: number, value: number): void {
    this.#values[index] = value
  }

  /** Replaces the values by what `change` makes of them; those it makes negative are taken out. */
  remap(change: (value: number) => number): void {
    let kept = 0
    for (let at = 0; at < this.#length; at++) {
      const value = change(this.#values[at]!)
      if (value >= 0) this.#values[kept++] = value
    }
    this.#length = kept
  }

  /** Index of the first value whose `measure` is at least `wanted`, in a list where it never falls; `length` if none. */
  lowerBound(wanted: number, measure: (value: number) => number, from = 0): number {
    let low = from
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >> 1
      if (measure(this.#values[middle]!) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}
