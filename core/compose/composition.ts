import type { Dict } from '../values.ts'

/**
 * One step in canonical form: sugar expanded, `slots` only, every field present that the engine reads.
 * Plain JSON data; `at` ties it to the author's text.
 */
export interface Step {
  readonly call: string
  /** Bindings by input name, in written order; spreads under `__lcod_spreads__`, optional ones wrapped (engine.md 1.9). */
  readonly in: Dict
  /** Selectors by state key, in written order; same markers. */
  readonly out: Dict
  /** Steps by slot name. The array shorthand is `body`, under `flow/parallel` it is `tasks`. */
  readonly slots: Readonly<Record<string, readonly Step[]>>
  readonly collectPath?: string
  /** Offsets of the step in the author's text. */
  readonly at?: readonly [start: number, end: number]
}

/** A compose document that has been read, checked and normalised. */
export interface Composition {
  readonly steps: readonly Step[]
  /** Name of the file for messages; absent for inline composes. */
  readonly file?: string
}
