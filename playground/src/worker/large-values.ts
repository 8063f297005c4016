import type { LargeValue } from '../../../adapters/browser/kernel/worker-protocol.ts'

/** Characters that are worth reading in a page. */
const MAX_LENGTH = 2_000_000

/**
 * The newest values of a run that its trace shows only the beginning of, for whoever wants to see one whole. They are
 * held as they are, not copied: one that a step changes in place is shown as it is now.
 */
export class LargeValues {
  readonly #kept = new Map<number, unknown>()
  readonly #limit: number
  #next = 0

  /** @param limit values held at once; an older one makes room for a newer. */
  constructor(limit = 1_000) {
    this.#limit = limit
  }

  /** Takes a value and gives the number by which it can be asked for. */
  keep(value: unknown): number {
    const ref = this.#next++
    this.#kept.set(ref, value)
    if (this.#kept.size > this.#limit) this.#kept.delete(ref - this.#limit)
    return ref
  }

  /** The value of a number; `null` when it is held no more, or has no text. */
  read(ref: number): LargeValue | null {
    if (!this.#kept.has(ref)) return null
    try {
      const text = JSON.stringify(this.#kept.get(ref), null, 2) ?? 'null'
      return { text: text.slice(0, MAX_LENGTH), length: text.length }
    } catch {
      // Longer than a text can be.
      return null
    }
  }

  /** Lets go of all values. Their numbers are not given again. */
  clear(): void {
    this.#kept.clear()
  }
}
