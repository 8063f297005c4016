import { computed, type ReadonlySignal, signal } from '@preact/signals'

const NONE: ReadonlySet<string> = new Set()

/**
 * Steps that the reader has marked, as bookmarks in time: going to a mark goes to the moments at which its step began.
 *
 * Kept by file while the page lives; steps are named by their paths, which the editor corrects as the text changes.
 */
export class StepMarks {
  /** Paths of the marked steps of the compose that runs. */
  readonly paths: ReadonlySignal<ReadonlySet<string>>
  readonly #byFile = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map())

  /** @param compose file of the compose that runs. */
  constructor(compose: ReadonlySignal<string>) {
    this.paths = computed(() => this.of(compose.value))
  }

  /** The marked steps of a file; a signal's value when it is read in a view or an effect. */
  of(file: string): ReadonlySet<string> {
    return this.#byFile.value.get(file) ?? NONE
  }

  /** Replaces the marks of a file. Nobody is told when they are what they were. */
  set(file: string, paths: Iterable<string>): void {
    const before = this.#byFile.peek().get(file) ?? NONE
    const next = new Set(paths)
    if (next.size === before.size && [...next].every((path) => before.has(path))) return
    this.#byFile.value = new Map(this.#byFile.peek()).set(file, next)
  }

  /** @returns whether the step is marked now. */
  toggle(file: string, path: string): boolean {
    const next = new Set(this.#byFile.peek().get(file))
    const isMarked = !next.delete(path)
    if (isMarked) next.add(path)
    this.set(file, next)
    return isMarked
  }
}
