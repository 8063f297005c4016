/** How often one step ran without being recorded. */
export interface StepCount {
  /** As in the events of the step. */
  readonly path: string
  readonly call: string
  /** Negative when steps that were counted before are recorded after all. */
  readonly started: number
  /** Of these, those that failed. */
  readonly failed: number
}

/** What ran at one step list without being recorded, and in the lists inside it. */
export class ListCounts {
  /** As in the `slot` events of the list; steps of a component stand in the list `…!` of the calling step. */
  readonly path: string
  /** Times the list was run. */
  turns = 0
  readonly #names: Array<{ readonly path: string; readonly call: string }> = []
  readonly #started: number[] = []
  readonly #failed: number[] = []
  /** Lists inside, by the pointer of the step that they belong to; a step has few. */
  readonly #inner = new Map<string, Array<{ readonly name: string; readonly list: ListCounts }>>()

  constructor(path: string) {
    this.path = path
  }

  /** Counts a step of the list, by its index in it. */
  count(index: number): void {
    this.#started[index] = (this.#started[index] ?? 0) + 1
  }

  countFailure(index: number): void {
    this.#failed[index] = (this.#failed[index] ?? 0) + 1
  }

  /** Takes a count back: the step is recorded after all. */
  uncount(index: number): void {
    this.#started[index]!--
  }

  /** Whether a step was named, as `take` needs it. */
  knows(index: number): boolean {
    return this.#names[index] !== undefined
  }

  name(index: number, path: string, call: string): void {
    this.#names[index] = { path, call }
  }

  /**
   * The counts of a list inside.
   *
   * @param pointer of the step that the list belongs to, in its compose.
   * @param name of the slot; `''` for the steps of the component that the step calls.
   * @returns `undefined` when it never ran unrecorded; `put` makes it known then.
   */
  inner(pointer: string, name: string): ListCounts | undefined {
    const lists = this.#inner.get(pointer)
    if (lists === undefined) return undefined
    for (const inner of lists) if (inner.name === name) return inner.list
    return undefined
  }

  put(pointer: string, name: string, list: ListCounts): void {
    const lists = this.#inner.get(pointer)
    if (lists === undefined) this.#inner.set(pointer, [{ name, list }])
    else lists.push({ name, list })
  }

  /**
   * What was counted since the last time; `null` when nothing was. Negative where more was taken back than counted: the
   * sum over all times is right.
   */
  take(): { readonly turns: number; readonly steps: readonly StepCount[] } | null {
    const steps: StepCount[] = []
    for (const [index, name] of this.#names.entries()) {
      const started = this.#started[index] ?? 0
      if (started !== 0) steps.push({ ...name, started, failed: this.#failed[index] ?? 0 })
    }
    const { turns } = this
    if (turns === 0 && steps.length === 0) return null
    this.turns = 0
    this.#started.fill(0)
    this.#failed.fill(0)
    return { turns, steps }
  }
}
