import { KernelError } from './errors/kernel-error.ts'

/** Levels of arrays and objects that a contract follows into a value. Far from every host's stack limit. */
export const MAX_VALUE_DEPTH = 1000

/**
 * Items and keys that a contract visits in one value. A value that holds one part many times, and that part another one
 * many times, is small in memory and endless to walk.
 */
export const MAX_VALUE_PARTS = 5_000_000

/**
 * Counts what a walk through a value has seen, so that it ends with the same typed error on every host instead of with
 * a stack overflow on some.
 */
export class ValueWalk {
  #parts = 0

  /**
   * To be called on each array or object before going into it.
   *
   * @param depth how many containers enclose it
   * @param size how many items or keys it has
   * @throws {KernelError} `value_too_deep`, `value_too_large`.
   */
  enter(depth: number, size: number): void {
    if (depth >= MAX_VALUE_DEPTH) {
      throw new KernelError('value_too_deep', `Value is nested in more than ${MAX_VALUE_DEPTH} levels`)
    }
    this.#parts += size
    if (this.#parts > MAX_VALUE_PARTS) {
      throw new KernelError('value_too_large', `Value has more than ${MAX_VALUE_PARTS} parts`)
    }
  }
}
