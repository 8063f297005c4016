import type { WasmGlobal } from './wasm-api.ts'

/** Interrupt callbacks of a busy loop per millisecond: about 5,000 loop turns each. */
const CALLBACKS_PER_MS = 4

/** A bound on part of a script: the whole of it, or one tool. */
export interface TimeLimit {
  /** Script time in ms at which it ends. */
  readonly at: number
  readonly message: string
}

export interface MeterOptions {
  readonly clock: { monotonic(): number }
  readonly timeoutMs: number
  /** Work units for the whole script; counted only by metered builds. */
  readonly fuel: number
  /** Work units on top, for what happens between two looks and while the script unwinds. */
  readonly fuelReserve: number
}

/**
 * Script time of one call, over all its stretches inside the sandbox; time in host calls is not in it.
 *
 * Where the clock stands still while code runs, as on Workers, the count of interrupt callbacks stands in for it.
 */
export class Meter {
  /** The limit that was passed, if any. */
  exceeded: TimeLimit | undefined
  readonly #clock: { monotonic(): number }
  readonly #whole: TimeLimit
  /** Limits of tools under way; made with the first. */
  #limits: Map<number, TimeLimit> | undefined
  #earliest: TimeLimit
  #nextLimit = 1
  #used = 0
  #startedAt = 0
  #callbacks = 0
  #fuelLeft: number
  /** Below this the script is interrupted, which leaves the instance whole; at zero the module itself traps. */
  readonly #fuelReserve: number
  #fuel: WasmGlobal | undefined

  constructor(options: MeterOptions) {
    this.#clock = options.clock
    this.#fuelLeft = options.fuel + options.fuelReserve
    this.#fuelReserve = options.fuelReserve
    this.#whole = { at: options.timeoutMs, message: `Script exceeded timeout (${options.timeoutMs} ms)` }
    this.#earliest = this.#whole
  }

  enter(fuel: WasmGlobal | undefined): void {
    this.#startedAt = this.#clock.monotonic()
    this.#callbacks = 0
    this.#fuel = fuel
    if (fuel !== undefined) fuel.value = BigInt(Math.max(0, Math.floor(this.#fuelLeft)))
  }

  leave(fuel: WasmGlobal | undefined): void {
    this.#used = this.#now()
    if (fuel === undefined) return
    this.#fuelLeft = Number(fuel.value)
    if (this.#fuelLeft < 0) this.exceeded ??= this.#whole
  }

  /** Counts one interrupt callback. @returns whether a limit has been passed. */
  tick(): boolean {
    this.#callbacks++
    if (this.exceeded === undefined) {
      if (this.#now() >= this.#earliest.at) this.exceeded = this.#earliest
      else if (this.#fuel !== undefined && Number(this.#fuel.value) < this.#fuelReserve) this.exceeded = this.#whole
    }
    return this.exceeded !== undefined
  }

  /** Bounds what follows to `ms` of script time. @returns a key for `release`. */
  limit(ms: number, message: string): number {
    const key = this.#nextLimit++
    this.#limits ??= new Map()
    this.#limits.set(key, { at: this.#now() + ms, message })
    this.#findEarliest()
    return key
  }

  release(key: number): void {
    if (this.#limits?.delete(key)) this.#findEarliest()
  }

  #findEarliest(): void {
    this.#earliest = this.#whole
    for (const limit of this.#limits?.values() ?? []) if (limit.at < this.#earliest.at) this.#earliest = limit
  }

  #now(): number {
    const elapsed = this.#clock.monotonic() - this.#startedAt
    return this.#used + (elapsed > 0 ? elapsed : this.#callbacks / CALLBACKS_PER_MS)
  }
}
