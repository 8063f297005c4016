import type { ScriptLimits } from '../../core/host/scripts.ts'
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

/** What the scripts of a session have in common. */
export interface FuelSupply {
  readonly clock: { monotonic(): number }
  /** Work units on top of a limit, for what happens between two looks and while the script unwinds. */
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
  readonly #supply: FuelSupply
  readonly #own: ScriptLimits
  /** Work units that the script may use; fewer while a tool with a limit is under way. */
  #at: number
  /** Limits of tools under way; made with the first. */
  #limits: Map<number, FuelLimit> | undefined
  /** The one that ends first, when it ends before the script's own. */
  #tool: FuelLimit | undefined
  #nextLimit = 1
  #fuel: WasmGlobal | undefined
  /** Units used up to the last time the global was set, and what it was set to then. */
  #counted = 0
  #given = 0
  /** Real time of stretches that were long enough to be looked at. */
  #wallUsed = 0
  #wallStart: number | undefined

  constructor(supply: FuelSupply, limits: ScriptLimits) {
    this.#supply = supply
    this.#own = limits
    this.#at = fuelOf(limits)
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
    const { clock, reserve, tank } = this.#supply
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

  /**
   * Takes units for work that the host is about to do in the script's place.
   *
   * @returns false when the script cannot pay: it is over its limit then, and the work must not be done.
   */
  charge(units: number): boolean {
    const fuel = this.#fuel
    if (fuel === undefined) return false
    const left = Number(fuel.value)
    const paid = left - units >= this.#supply.reserve
    fuel.value = BigInt(paid ? left - units : Math.min(left, this.#supply.reserve - 1))
    return paid
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
    this.#at = fuelOf(this.#own)
    this.#tool = undefined
    for (const limit of this.#limits?.values() ?? []) {
      if (limit.at >= this.#at) continue
      this.#at = limit.at
      this.#tool = limit
    }
    if (this.#fuel === undefined || Number(this.#fuel.value) < 0) return
    this.#count(this.#fuel)
    this.#give(this.#fuel)
  }

  #give(fuel: WasmGlobal): void {
    const { tank, reserve } = this.#supply
    this.#given = Math.max(0, Math.floor(Math.min(this.#at - this.#counted, tank.left))) + reserve
    fuel.value = BigInt(this.#given)
  }

  /** Books what was used since the global was last set. */
  #count(fuel: WasmGlobal): void {
    const used = this.#given - Number(fuel.value)
    this.#counted += used
    this.#supply.tank.left -= used
    this.#given = Number(fuel.value)
  }

  #look(): void {
    if (this.exceeded !== undefined || this.#fuel === undefined) return
    if (Number(this.#fuel.value) >= this.#supply.reserve) return
    if (this.used > this.#at) this.exceeded = { by: 'fuel', message: this.#tool?.message ?? messageOf(this.#own) }
    else this.exceeded = { by: 'tank', message: 'The scripts of the run have used up the fuel of the run' }
  }

  #lookAtClock(): void {
    const wallMs = wallLimit(this.#own)
    const now = this.#supply.clock.monotonic()
    // The first look of a stretch comes after less than a millisecond: short scripts never ask for the time.
    this.#wallStart ??= now
    if (this.#wallUsed + now - this.#wallStart < wallMs) return
    this.exceeded = { by: 'clock', message: `Script took longer than ${wallMs} ms of real time` }
  }
}

/** Work units that a script with these limits may use. */
function fuelOf({ timeoutMs, fuel }: ScriptLimits): number {
  return fuel ?? timeoutMs * FUEL_PER_MS
}

function messageOf({ timeoutMs, fuel }: ScriptLimits): string {
  return fuel === undefined ? `Script exceeded timeout (${timeoutMs} ms)` : `Script exceeded its fuel (${fuel} units)`
}

/**
 * The second net, where the host has a clock that moves while code runs: real time in ms after which a script is ended
 * whatever its fuel. Wide, because a verdict by clock is not the same everywhere.
 */
function wallLimit(limits: ScriptLimits): number {
  return 4 * Math.max(limits.timeoutMs, fuelOf(limits) / FUEL_PER_MS) + 1000
}
