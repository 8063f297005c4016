/** Most actions that run at once, and the longest time (ms) that a place is kept from others while more of ours wait. */
const MOST_AT_ONCE = 32
const LONGEST_HOLD = 50

interface Waiting {
  /** Actions with different keys may run together; one without a key runs alone. */
  readonly key: string | undefined
  /** Runs the action and settles its promise; never rejects. */
  start(): Promise<void>
  refuse(reason: unknown): void
}

/** Keeps a place while the action runs: it may only be entered by one context at a time. */
export type Hold = (action: () => Promise<void>) => Promise<void>

/**
 * Actions that take turns in the order they came.
 *
 * The place is held once for all that wait, and given up now and then so that other contexts come in between.
 */
export class Turns {
  readonly #hold: Hold
  readonly #waiting: Waiting[] = []
  #isDraining = false

  constructor(hold: Hold) {
    this.#hold = hold
  }

  /**
   * Runs an action when its turn has come.
   *
   * @param key Neighbours in the queue with different keys run at the same time. Absent: the action runs alone.
   */
  take<T>(action: () => Promise<T>, key?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, start: () => action().then(resolve, reject), refuse: reject })
      void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    if (this.#isDraining) return
    this.#isDraining = true
    while (this.#waiting.length > 0) {
      try {
        await this.#hold(() => this.#runGroups())
      } catch (reason) {
        for (const waiting of this.#waiting.splice(0)) waiting.refuse(reason)
      }
    }
    this.#isDraining = false
  }

  async #runGroups(): Promise<void> {
    const until = performance.now() + LONGEST_HOLD
    do {
      await Promise.all(this.#nextGroup().map((waiting) => waiting.start()))
    } while (this.#waiting.length > 0 && performance.now() < until)
  }

  #nextGroup(): Waiting[] {
    const keys = new Set<string>()
    for (const { key } of this.#waiting) {
      if (key === undefined || keys.has(key) || keys.size === MOST_AT_ONCE) break
      keys.add(key)
    }
    return this.#waiting.splice(0, Math.max(keys.size, 1))
  }
}
