import { type Signal, signal } from '@preact/signals'
import type { OpenProject } from './open-project.ts'
import type { Runs } from './runs.ts'
import type { Session } from './session.ts'

/** Where the editor should go: offsets, and a number that changes with every wish. */
export interface Reveal {
  readonly range: readonly [number, number]
  readonly count: number
}

/** A place in a file. */
export interface PlaceInFile {
  readonly file: string
  readonly range: readonly [number, number]
}

/** Places to go back to above this number are forgotten, the oldest first. */
const MAX_TRAIL = 50

export interface NavigationOptions {
  readonly session: Session
  readonly project: OpenProject
  readonly runs: Runs
  readonly onError: (error: unknown) => void
}

/** Selects a step everywhere; the editor goes there when it shows its file. */
export class Navigation {
  readonly reveal: Signal<Reveal | null> = signal(null)
  readonly #options: NavigationOptions
  readonly #trail: PlaceInFile[] = []

  constructor(options: NavigationOptions) {
    this.#options = options
  }

  selectStep(path: string): void {
    this.#options.runs.selection.selectStep(path)
    this.revealStep(path)
  }

  selectSpan(span: number): void {
    const { runs } = this.#options
    runs.selection.selectSpan(span)
    this.revealStep(runs.runner.model.peek().placeOf(span).path)
  }

  selectMoment(seq: number): void {
    const { selection } = this.#options.runs
    selection.selectMoment(seq)
    const { path } = selection.current.peek()
    if (path !== null) this.revealStep(path)
  }

  revealStep(path: string): void {
    const { compose } = this.#options.project
    const range = compose.tree.peek()?.step(path)?.at
    if (range !== undefined) this.revealRange(compose.path.peek(), range)
  }

  /** Goes to a place; `goBack` leads back to the other. */
  goTo(place: PlaceInFile, from: PlaceInFile): void {
    this.#trail.push(from)
    if (this.#trail.length > MAX_TRAIL) this.#trail.shift()
    this.revealRange(place.file, place.range)
  }

  get canGoBack(): boolean {
    return this.#trail.length > 0
  }

  goBack(): void {
    const place = this.#trail.pop()
    if (place !== undefined) this.revealRange(place.file, place.range)
  }

  /** Goes to offsets in a file, which is opened first when it is not. */
  revealRange(file: string, range: readonly [number, number]): void {
    const { session, project, onError } = this.#options
    const show = () => {
      this.reveal.value = { range, count: (this.reveal.peek()?.count ?? 0) + 1 }
    }
    if (project.document.path.peek() === file) show()
    else if (session.workspace.has(file)) project.open(file).then(show, onError)
  }
}
