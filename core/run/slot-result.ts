import type { Dict } from '../values.ts'

/** The final state of a slot: a view over scope layers that costs nothing until it is read whole. */
export interface SlotResult {
  /** The value under a top-level key, or `undefined`. */
  get(key: string): unknown
  /** The whole state as one plain object, without absent keys. */
  toObject(): Dict
  /** Keys that the slot itself wrote through `out`, in order of first writing. */
  written(): readonly string[]
}
