import { FUEL_PER_MS } from './limits.ts'
import type { WasmGlobal } from './wasm-api.ts'

/** A bound on a script or on a part of it. */
export interface FuelLimit {
  /** Work units of the script at which it ends. */
  readonly at: number
  readonly message: string
}

/** What all scripts of a run may use together. */
export interface FuelTank {
  left: number
}

export interface MeterOptions {
  readonly clock: { monotonic(): number }
  /** Work units that the script may use. */
  readonly fuel: number
  /** What is said when it uses more. */
  readonly message: string
  /** Real time in ms of the second net. */
  readonly wallMs: number
  /** Work units on top, for what happens between two looks and while the script unwinds. */
  readonly reserve: number
  readonly tank: FuelTank
}

/** Why a script had to end. Only `clock` can differ between hosts. */
export interface Exceeded {
  readonly by: 'fuel' | 'tank' | 'clock'
  readonly message: string
}

/**
 * Work units of one script, over all its stretches inside the sandbox; what its calls do outside is not in it.
 *
 * The module counts down a global. The script is stopped cleanly when it is asked whether to go on and has used its
 * limit up; when it is not asked, the module traps one reserve later. A script that used more is over, also when it
 * has finished before anybody looked.
 */
export class Meter {
  /** The limit that was passed, if any. */
  exceeded: Exceeded | undefined
  readonly #options: MeterOptions
  /** Limits of tools under way; made with the first. */
  #limits: Map<number, FuelLimit> | undefined
  #earliest: FuelLimit
  #nextLimit = 1
  #fuel: WasmGlobal | undefined
  /** Units used up to the last time the global was set, and what it was set to then. */
  #counted = 0
  #given = 0
  /** Real time of stretches that were long enough to be looked at. */
  #wallUsed = 0
  #wallStart: number | undefined

  constructor(options: MeterOptions) {
    this.#options = options
    this.#earliest = { at: options.fuel, message: options.message }
  }

  /** Work units used so far. */
  get used(): number {
    return this.#fuel === undefined ? this.#counted : this.#counted + this.#given - Number(this.#fuel.value)
  }

  /** A stretch begins: gives the instance its fuel. */
  enter(fuel: WasmGlobal): void {
    this.#fuel = fuel
    this.#give(fuel)
  }

  /**
   * The stretch is over.
   *
   * @param lost true when the fuel was taken away for another reason than use: all of it counts as used then.
   */
  leave(lost: boolean): void {
    const fuel = this.#fuel
    if (fuel === undefined) return
    const { clock, reserve, tank } = this.#options
    const left = lost ? reserve : Number(fuel.value)
    if (left < reserve) this.#look()
    const used = this.#given - left
    this.#counted += used
    tank.left -= used
    this.#fuel = undefined
    if (this.#wallStart === undefined) return
    this.#wallUsed += clock.monotonic() - this.#wallStart
    this.#wallStart = undefined
  }

  /** The guest asks whether to go on. @returns whether a limit has been passed. */
  tick(): boolean {
    this.#look()
    if (this.exceeded === undefined) this.#lookAtClock()
    return this.exceeded !== undefined
  }

  /** Bounds what follows to `ms`, in work units. @returns a key for `release`. */
  limit(ms: number, message: string): number {
    const key = this.#nextLimit++
    this.#limits ??= new Map()
    this.#limits.set(key, { at: this.used + ms * FUEL_PER_MS, message })
    this.#findEarliest()
    return key
  }

  release(key: number): void {
    if (this.#limits?.delete(key)) this.#findEarliest()
  }

  #findEarliest(): void {
    const { fuel, message } = this.#options
    this.#earliest = { at: fuel, message }
    for (const limit of this.#limits?.values() ?? []) if (limit.at < this.#earliest.at) this.#earliest = limit
    if (this.#fuel === undefined || Number(this.#fuel.value) < 0) return
    this.#count(this.#fuel)
    this.#give(this.#fuel)
  }

  #give(fuel: WasmGlobal): void {
    const { tank, reserve } = this.#options
    this.#given = Math.max(0, Math.floor(Math.min(this.#earliest.at - this.#counted, tank.left))) + reserve
    fuel.value = BigInt(this.#given)
  }

  /** Books what was used since the global was last set. */
  #count(fuel: WasmGlobal): void {
    const used = this.#given - Number(fuel.value)
    this.#counted += used
    this.#options.tank.left -= used
    this.#given = Number(fuel.value)
  }

  #look(): void {
    if (this.exceeded !== undefined || this.#fuel === undefined) return
    if (Number(this.#fuel.value) >= this.#options.reserve) return
    const { tank } = this.#options
    if (this.used > this.#earliest.at) this.exceeded = { by: 'fuel', message: this.#earliest.message }
    else this.exceeded = { by: 'tank', message: `The scripts of the run used up their fuel (${tank.left} left)` }
  }

  #lookAtClock(): void {
    const { clock, wallMs } = this.#options
    const now = clock.monotonic()
    // The first look of a stretch comes after less than a millisecond: short scripts never ask for the time.
    this.#wallStart ??= now
    if (this.#wallUsed + now - this.#wallStart < wallMs) return
    this.exceeded = { by: 'clock', message: `Script took longer than ${wallMs} ms of real time` }
  }
}
