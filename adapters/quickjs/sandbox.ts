import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptHost, ScriptOutcome, ScriptRequest } from '../../core/host/scripts.ts'
import { GuestMemoryError, type GuestValue } from './guest-values.ts'
import { checkText, type HostCallPeers, takeHostCall } from './host-calls.ts'
import type { QuickJsInstance } from './instance.ts'
import { Interpreter } from './interpreter.ts'
import type { PreparedInstance } from './memory-image.ts'
import { type Exceeded, type FuelSupply, Meter } from './meter.ts'
import { compileFailed, Programs } from './programs.ts'
import { memoryExceeded, nestedTooDeep, readReply, sandboxFailed, sandboxLost, timedOut } from './reply.ts'
import { ScriptRun } from './script-run.ts'

/** Promise jobs between two looks at the limits. */
const JOBS_PER_LOOK = 1000

/** Share of the memory cap that counts as all of it. */
const FULL = 0.9

/** What the scripts of a sandbox see of the world around them. */
export interface SandboxWorld {
  /** The guest's clock, in ms since the epoch. */
  now(): number
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** Why the guest could not go on: what it met, where it is not a limit of the meter. */
type Fault = 'memory' | 'depth' | 'other'

/**
 * One interpreter and the scripts that run in it.
 *
 * A `retired` sandbox finishes what it has and starts nothing new; a `broken` one has thrown into the host and is
 * never entered again.
 */
export class Sandbox {
  readonly #instance: QuickJsInstance
  readonly #interpreter: Interpreter
  readonly #supply: FuelSupply
  readonly #programs = new Programs()
  /** Scripts that have not ended. */
  readonly #runs = new Map<number, ScriptRun>()
  #state: 'ready' | 'retired' | 'broken' = 'ready'
  #active: ScriptRun | undefined
  #lastRun = 0

  constructor(prepared: PreparedInstance, world: SandboxWorld, supply: FuelSupply) {
    this.#supply = supply
    const peers: HostCallPeers = {
      active: () => this.#active,
      find: (id) => this.#runs.get(id),
      answered: (run, text) => this.#answered(run, text),
      exited: (run, error) => this.#abandon(run, () => run.fail(error)),
      settledElsewhere: (run) => this.#afterStretch(run),
    }
    this.#instance = prepared.instance
    this.#interpreter = new Interpreter(prepared, {
      now: () => world.now(),
      interrupted: () => this.#active !== undefined && mustStop(this.#active),
      hostCall: (name, args) =>
        name === 'world' ? JSON.stringify(args[0] === 'env' ? world.env : world.cwd) : takeHostCall(name, args, peers),
    })
  }

  /** Whether no script is in it. */
  get idle(): boolean {
    return this.#runs.size === 0
  }

  /** Whether new scripts may be started in it. */
  get usable(): boolean {
    return this.#state === 'ready'
  }

  /** Starts a script; answers at once when it waits for nothing outside. */
  run(request: ScriptRequest, host: ScriptHost): ScriptOutcome | Promise<ScriptOutcome> {
    checkText(request.scope, 'The input of the script')
    checkText(request.config, 'The config of the script')
    const run = new ScriptRun(++this.#lastRun, host, new Meter(this.#supply, request.limits))
    this.#runs.set(run.id, run)
    const program = this.#programs.find(request) ?? this.#compile(run, request)
    if (program !== undefined) {
      const extras = extrasText(request)
      const reply = this.#enter(run, () => this.#interpreter.start(request.scope, program, run.id, extras))
      if (reply !== undefined && reply !== 'P') run.reply = reply
    }
    this.#afterStretch(run)
    return run.result()
  }

  /** Ends whatever runs. The instance is not taken apart: it goes as a whole. */
  dispose(): void {
    this.#state = 'broken'
    for (const run of this.#runs.values()) run.fail(new ExecutionCancelledError('The script session was closed'))
    this.#runs.clear()
  }

  #compile(run: ScriptRun, request: ScriptRequest): GuestValue | undefined {
    run.compiling = request.source
    try {
      const program = this.#enter(run, () => this.#programs.compile(request, this.#interpreter))
      run.compiling = undefined
      return program
    } catch (error) {
      // What the text ran before it was found to be no function may have left something behind.
      this.#retire()
      this.#runs.delete(run.id)
      run.fail(error)
      return undefined
    }
  }

  /** Everything that executes guest code goes through here: metered, and guarded against what escapes. */
  #enter<T>(run: ScriptRun, work: () => T): T | undefined {
    const { fuel, frames } = this.#instance
    let result: T | undefined
    let thrown: unknown
    this.#active = run
    run.meter.enter(fuel)
    try {
      result = work()
      while (this.#interpreter.runJobs(JOBS_PER_LOOK)) if (mustStop(run)) break
    } catch (error) {
      thrown = error
    }
    // Calls nested too deep trap as well and take the fuel away, also when a wrapper has swallowed the trap.
    const tooDeep = Number(frames.value) < 0
    run.meter.leave(tooDeep)
    this.#active = undefined
    if (thrown instanceof KernelError && !run.stopped) throw thrown
    const broken = tooDeep || (thrown !== undefined && !(thrown instanceof KernelError))
    if (broken || run.stopped || result === undefined) this.#stop(run, broken, this.#faultOf(thrown, tooDeep))
    return result
  }

  /** Found by the state of the instance, never by a message: each engine has its own. */
  #faultOf(thrown: unknown, tooDeep: boolean): Fault {
    if (tooDeep) return 'depth'
    return thrown === undefined || thrown instanceof GuestMemoryError || this.#memoryIsFull() ? 'memory' : 'other'
  }

  /** The script has used up something: fuel, messages, or, where it is neither, what the fault says. */
  #stop(run: ScriptRun, broken: boolean, fault: Fault): void {
    this.#runs.delete(run.id)
    if (run.meter.exceeded !== undefined) this.#endExceeded(run, run.meter.exceeded)
    else if (run.tooManyMessages) run.fail(run.messageError())
    else if (broken && run.compiling !== undefined) run.fail(tooLarge(run.compiling))
    else if (fault === 'depth') run.finish(nestedTooDeep(run.told()))
    else run.finish(fault === 'memory' ? memoryExceeded(run.told()) : sandboxFailed(run.told()))
    // An interrupted chain of jobs is still queued, and would be charged to the next script.
    if (broken || this.#interpreter.hasJobs()) this.#break()
    else this.#retire()
  }

  #endExceeded(run: ScriptRun, { by, message }: Exceeded): void {
    if (by === 'tank') run.fail(new KernelError('budget_exceeded', message, { data: { budget: 'scriptFuel' } }))
    else run.finish(timedOut(message, run.told()))
  }

  #retire(): void {
    if (this.#state === 'ready') this.#state = 'retired'
  }

  #break(): void {
    this.#state = 'broken'
    for (const run of this.#runs.values()) run.finish(sandboxLost(run.told()))
    this.#runs.clear()
  }

  /** Outside again: ends what has settled, makes the calls that were asked for, and ends what can never settle. */
  #afterStretch(run: ScriptRun): void {
    if (run.reply !== undefined && !run.ended) this.#conclude(run, run.reply)
    if (run.outbox.length > 0) {
      const outbox = run.outbox
      run.outbox = []
      for (const send of outbox) send()
    }
    if (this.#runs.size > 0) this.#endStuck()
  }

  #conclude(run: ScriptRun, reply: string): void {
    this.#runs.delete(run.id)
    try {
      run.finish(readReply(reply, run.told(), () => this.#memoryIsFull()))
    } catch (error) {
      run.fail(error)
    }
    if (reply === 'M' || (reply === 'Z' && this.#memoryIsFull())) this.#retire()
  }

  /** Memory never shrinks, so a sandbox that has grown to its cap has met it. */
  #memoryIsFull(): boolean {
    const { memory, memoryPages } = this.#instance
    return memory.buffer.byteLength > FULL * memoryPages * 65_536
  }

  /** A script with no host call under way waits for others of the sandbox at most; when all do, none can go on. */
  #endStuck(): void {
    const runs = [...this.#runs.values()]
    if (runs.some((run) => run.waiting > 0 || run.outbox.length > 0 || run.reply !== undefined)) return
    const message = 'Script waits for a promise that nothing will settle'
    for (const run of runs) this.#abandon(run, () => run.finish(timedOut(message, run.told())))
  }

  /** Ends a script whose guest part is still there. */
  #abandon(run: ScriptRun, end: () => void): void {
    if (run.ended) return
    this.#runs.delete(run.id)
    end()
    if (this.#state !== 'broken') this.#enter(run, () => this.#interpreter.enter('drop', String(run.id)))
  }

  #answered(run: ScriptRun, text: string): void {
    run.waiting--
    if (run.ended || this.#state === 'broken') return
    this.#enter(run, () => this.#interpreter.enter('deliver', text))
    this.#afterStretch(run)
  }
}

function tooLarge(source: string): KernelError {
  return compileFailed('script', 'it is nested too deep or too large for the sandbox', source)
}

function mustStop(run: ScriptRun): boolean {
  return run.meter.tick() || run.tooManyMessages
}

/** Config and imports as the guest takes them; most scripts have neither. */
function extrasText({ config, imports }: ScriptRequest): string | undefined {
  let hasImports = false
  for (const _ in imports) hasImports = true
  if (config === '{}' && !hasImports) return undefined
  return hasImports ? `{"config":${config},"imports":${JSON.stringify(imports)}}` : `{"config":${config}}`
}
