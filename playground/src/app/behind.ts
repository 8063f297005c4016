import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'

export interface BehindOptions<T> {
  /** Calls back later; the returned function takes that back. */
  readonly later: (work: () => void) => () => void
  /** Whether a value is so different from the one before that nothing is waited for. */
  readonly isOther: (seen: T, next: T) => boolean
}

/** Follows a signal a little behind: what changes meanwhile is left out, and the last value always arrives. */
export class Behind<T> {
  readonly #source: ReadonlySignal<T>
  readonly #seen: Signal<T>

  constructor(source: ReadonlySignal<T>, { later, isOther }: BehindOptions<T>) {
    this.#source = source
    this.#seen = signal(source.peek())
    effect(() => {
      const next = source.value
      const seen = this.#seen.peek()
      if (next === seen) return undefined
      if (!isOther(seen, next)) return later(() => this.catchUp())
      this.#seen.value = next
      return undefined
    })
  }

  get value(): T {
    return this.#seen.value
  }

  /** Waits no longer. */
  catchUp(): void {
    this.#seen.value = this.#source.peek()
  }
}
