import { ExecutionCancelledError } from '../../core/errors/kernel-error.ts'
import type {
  ScriptHost,
  ScriptOutcome,
  ScriptRequest,
  ScriptSession,
  ScriptSessionOptions,
} from '../../core/host/scripts.ts'
import { MIN_PAGES, RESERVE_PER_PAGE } from './limits.ts'
import type { PreparedInstance } from './memory-image.ts'
import type { FuelSupply } from './meter.ts'
import { writeSeed } from './prepare-interpreter.ts'
import { Sandbox } from './sandbox.ts'

/** Where a session gets its instances. */
export interface InstanceSource {
  /** An instance that nobody has used; a promise while the module is being loaded. */
  take(memoryPages: number): PreparedInstance | Promise<PreparedInstance>
  /** A session is over. */
  released(): void
}

/** The sandboxes of one run: one at a time, replaced after a script has used one up. */
export class QuickJsSession implements ScriptSession {
  readonly #options: ScriptSessionOptions
  readonly #source: InstanceSource
  readonly #supply: FuelSupply
  #sandbox: Sandbox | undefined
  #opening: Promise<void> | undefined
  /** Used-up sandboxes may still have scripts that wait. */
  readonly #sandboxes = new Set<Sandbox>()
  #disposed = false

  constructor(options: ScriptSessionOptions, source: InstanceSource) {
    this.#options = options
    this.#source = source
    this.#supply = {
      clock: options.clock,
      reserve: RESERVE_PER_PAGE * Math.max(MIN_PAGES, options.memoryPages),
      tank: { left: options.fuel ?? Number.POSITIVE_INFINITY },
    }
  }

  run(request: ScriptRequest, host: ScriptHost): ScriptOutcome | Promise<ScriptOutcome> {
    if (this.#disposed) throw new ExecutionCancelledError('The script session is closed')
    if (!this.#sandbox?.usable) {
      this.#opening ??= this.#open()
      if (this.#opening !== undefined) return this.#opening.then(() => this.run(request, host))
    }
    if (this.#sandbox === undefined) throw new ExecutionCancelledError('The script session is closed')
    return this.#sandbox.run(request, host)
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    const used = this.#sandboxes.size > 0
    for (const sandbox of this.#sandboxes) sandbox.dispose()
    this.#sandboxes.clear()
    this.#sandbox = undefined
    if (used) this.#source.released()
  }

  /** @returns a promise when the instance has to be waited for. */
  #open(): Promise<void> | undefined {
    const taken = this.#source.take(this.#options.memoryPages)
    if (!(taken instanceof Promise)) {
      this.#use(taken)
      return undefined
    }
    return taken
      .then((prepared) => this.#use(prepared))
      .finally(() => {
        this.#opening = undefined
      })
  }

  #use(prepared: PreparedInstance): void {
    const { clock, env, cwd } = this.#options
    writeSeed(prepared.instance, prepared.places, this.#seed())
    const sandbox = new Sandbox(prepared, { now: () => clock.now(), env, cwd }, this.#supply)
    for (const used of this.#sandboxes) if (used.idle) this.#sandboxes.delete(used)
    this.#sandboxes.add(sandbox)
    this.#sandbox = sandbox
  }

  /** 48 random bits: a whole number that a double and the guest's clock hold exactly. */
  #seed(): number {
    let seed = 0
    for (const byte of this.#options.random.bytes(6)) seed = seed * 256 + byte
    return seed
  }
}
