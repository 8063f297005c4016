import { ExecutionCancelledError } from '../../core/errors/kernel-error.ts'
import type {
  ScriptHost,
  ScriptOutcome,
  ScriptRequest,
  ScriptSession,
  ScriptSessionOptions,
} from '../../core/host/scripts.ts'
import type { QuickJsInstance } from './instance.ts'
import { MIN_PAGES } from './limits.ts'
import type { MeterOptions } from './meter.ts'
import { Sandbox } from './sandbox.ts'

/** Work units per millisecond of a script's time limit, in metered builds: a plain loop uses about twice as many, the slowest builtins a tenth. */
const FUEL_PER_MS = 200_000

/** Work units per page of memory that cover one collection of a full heap and one copy of it. */
const RESERVE_PER_PAGE = 12_288

/** The sandboxes of one run: one at a time, replaced after a script has used one up. */
export class QuickJsSession implements ScriptSession {
  readonly #options: ScriptSessionOptions
  readonly #take: (memoryPages: number) => Promise<QuickJsInstance>
  #sandbox: Sandbox | undefined
  #opening: Promise<Sandbox> | undefined
  /** Used-up sandboxes may still have scripts that wait. */
  readonly #sandboxes = new Set<Sandbox>()
  #disposed = false

  /** @param take gives an instance that nobody has used. */
  constructor(options: ScriptSessionOptions, take: (memoryPages: number) => Promise<QuickJsInstance>) {
    this.#options = options
    this.#take = take
  }

  run(request: ScriptRequest, host: ScriptHost): ScriptOutcome | Promise<ScriptOutcome> {
    if (this.#disposed) throw new ExecutionCancelledError('The script session is closed')
    if (this.#sandbox?.usable) return this.#sandbox.run(request, host, this.#meterOptions(request))
    return this.#runInFresh(request, host)
  }

  dispose(): void {
    this.#disposed = true
    for (const sandbox of this.#sandboxes) sandbox.dispose()
    this.#sandboxes.clear()
    this.#sandbox = undefined
  }

  async #runInFresh(request: ScriptRequest, host: ScriptHost): Promise<ScriptOutcome> {
    this.#opening ??= this.#open()
    await this.#opening
    return this.run(request, host)
  }

  async #open(): Promise<Sandbox> {
    try {
      const { clock, env, cwd, memoryPages } = this.#options
      const instance = await this.#take(memoryPages)
      instance.clock = () => clock.now()
      const sandbox = new Sandbox(instance, { env, cwd, seed: this.#seed() })
      for (const used of this.#sandboxes) if (used.idle) this.#sandboxes.delete(used)
      this.#sandboxes.add(sandbox)
      this.#sandbox = sandbox
      return sandbox
    } finally {
      this.#opening = undefined
    }
  }

  #meterOptions({ limits }: ScriptRequest): MeterOptions {
    const { timeoutMs, fuel = timeoutMs * FUEL_PER_MS } = limits
    const { clock, memoryPages } = this.#options
    return { clock, timeoutMs, fuel, fuelReserve: RESERVE_PER_PAGE * Math.max(MIN_PAGES, memoryPages) }
  }

  /** 48 random bits: a whole number that a double and the guest's clock hold exactly. */
  #seed(): number {
    let seed = 0
    for (const byte of this.#options.random.bytes(6)) seed = seed * 256 + byte
    return seed
  }
}
