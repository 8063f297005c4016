import { KernelError } from '../errors/kernel-error.ts'
import type { Limits } from '../kernel-api.ts'
import { type Dict, isDict } from '../values.ts'
import type { Frame } from './frame.ts'
import { Scope } from './scope.ts'

/** Texts and lists from here on are weighed, by their length alone; to weigh the many small ones would cost every step. */
const HEAVY_LENGTH = 4096
const BYTES_PER_CHARACTER = 2
const BYTES_PER_ITEM = 8
/** The state is looked at when this part of the budget has been added to it. */
const PART = 16

/**
 * Weighs the large values that a run holds: those in the state that the running step can see, and those that the loops
 * around it have collected.
 *
 * Each layer of the state has its weight, and is forgotten with it. A value in two places counts twice, and what was
 * replaced in its own layer still counts: the sum is never too small, and the steps of a compose bound how much too large.
 */
export class HeldValues {
  /** Texts and lists longer than this are to be told to `write`. */
  readonly heavyLength: number
  readonly #limits: Limits
  readonly #onDue: () => void
  readonly #weights = new WeakMap<Scope, number>()
  #added = 0

  /** @param onDue Told when it is time to call `look`. */
  constructor(limits: Limits, onDue: () => void) {
    this.#limits = limits
    this.#onDue = onDue
    this.heavyLength = Math.min(HEAVY_LENGTH, limits.valueLength)
  }

  /**
   * A large value is about to be written into a layer.
   *
   * @throws {KernelError} `budget_exceeded` when it is larger than one value may be.
   */
  write(layer: Scope, key: string, value: string | readonly unknown[]): void {
    const { valueLength } = this.#limits
    if (value.length > valueLength) {
      throw new KernelError(
        'budget_exceeded',
        `The value for "${key}" has ${value.length} elements, more than ${valueLength}`,
        {
          data: { budget: 'valueLength', limit: valueLength },
          hint: 'Use a stream, or raise the valueLength limit',
        },
      )
    }
    this.hold(layer, value)
  }

  /** A loop in this layer keeps a value until it is over: a result, or the final state of a turn. */
  hold(layer: Scope, value: unknown): void {
    const bytes = this.#weigh(value)
    if (bytes === 0) return
    this.#weights.set(layer, (this.#weights.get(layer) ?? 0) + bytes)
    this.#added += bytes
    if (this.#added > this.#limits.heldBytes / PART) this.#onDue()
  }

  #weigh(value: unknown): number {
    if (value instanceof Scope) return this.#weights.get(value) ?? 0
    return isDict(value) ? bytesIn(value) : bytesOf(value)
  }

  /** The weight of everything that a frame can see or is called from, when it is time to know; else 0. */
  look(frame: Frame): number {
    if (this.#added <= this.#limits.heldBytes / PART) return 0
    this.#added = 0
    let total = 0
    for (let at: Frame | undefined = frame; at !== undefined; at = at.ctx.activation.caller?.frame) {
      for (let layer: Scope | null = at.scope; layer !== null; layer = layer.outer) {
        total += this.#weights.get(layer) ?? 0
      }
    }
    return total
  }
}

/** Whether `hold` has something to weigh: asked for every turn of every loop. */
export function mayBeHeavy(value: unknown): boolean {
  return typeof value === 'string' ? value.length > HEAVY_LENGTH : typeof value === 'object' && value !== null
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length > HEAVY_LENGTH ? value.length * BYTES_PER_CHARACTER : 0
  return Array.isArray(value) && value.length > HEAVY_LENGTH ? value.length * BYTES_PER_ITEM : 0
}

/** The weight of what lies in an object itself, as chunks of streams do; nothing deeper. */
function bytesIn(value: Dict): number {
  let bytes = 0
  for (const key in value) bytes += bytesOf(value[key])
  return bytes
}
