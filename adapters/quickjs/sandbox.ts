import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptHost, ScriptOutcome, ScriptRequest } from '../../core/host/scripts.ts'
import { checkText, type HostCallPeers, takeHostCall } from './host-calls.ts'
import type { QuickJsInstance } from './instance.ts'
import { type GuestValue, Interpreter, type InterpreterSetup } from './interpreter.ts'
import { Meter, type MeterOptions } from './meter.ts'
import { compileFailed, Programs } from './programs.ts'
import { memoryExceeded, readReply, sandboxLost, timedOut } from './reply.ts'
import { ScriptRun } from './script-run.ts'

/** Promise jobs between two looks at the limits. */
const JOBS_PER_LOOK = 1000

/** Share of the memory cap that counts as all of it. */
const FULL = 0.9

/**
 * One interpreter and the scripts that run in it.
 *
 * A `retired` sandbox finishes what it has and starts nothing new; a `broken` one has thrown into the host and is
 * never entered again.
 */
export class Sandbox {
  readonly #instance: QuickJsInstance
  readonly #interpreter: Interpreter
  readonly #programs = new Programs()
  /** Scripts that have not ended. */
  readonly #runs = new Map<number, ScriptRun>()
  #state: 'ready' | 'retired' | 'broken' = 'ready'
  #active: ScriptRun | undefined
  #lastRun = 0

  constructor(instance: QuickJsInstance, setup: InterpreterSetup) {
    const peers: HostCallPeers = {
      active: () => this.#active,
      find: (id) => this.#runs.get(id),
      answered: (run, text) => this.#answered(run, text),
      exited: (run, error) => this.#abandon(run, () => run.fail(error)),
      settledElsewhere: (run) => this.#afterStretch(run),
    }
    this.#instance = instance
    this.#interpreter = new Interpreter(instance, setup, {
      interrupted: () => this.#active !== undefined && mustStop(this.#active),
      hostCall: (name, args) => takeHostCall(name, args, peers),
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
  run(request: ScriptRequest, host: ScriptHost, limits: MeterOptions): ScriptOutcome | Promise<ScriptOutcome> {
    checkText(request.scope, 'The input of the script')
    checkText(request.config, 'The config of the script')
    const run = new ScriptRun(++this.#lastRun, host, new Meter(limits))
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
    try {
      const program = this.#enter(run, () => this.#programs.compile(request, this.#interpreter))
      if (this.#state !== 'broken' || run.meter.exceeded !== undefined) return program
      throw compileFailed('script', 'it is nested too deep or too large for the sandbox', request.source)
    } catch (error) {
      this.#runs.delete(run.id)
      throw error
    }
  }

  /** Everything that executes guest code goes through here: metered, and guarded against what escapes. */
  #enter<T>(run: ScriptRun, work: () => T): T | undefined {
    const { fuel, frames } = this.#instance
    let result: T | undefined
    let escaped: unknown
    this.#active = run
    run.meter.enter(fuel)
    try {
      result = work()
      while (this.#interpreter.runJobs(JOBS_PER_LOOK)) if (mustStop(run)) break
    } catch (error) {
      escaped = error
    }
    // Nesting too deep takes the fuel away as well, but it is no lack of time.
    const tooDeep = frames !== undefined && Number(frames.value) < 0
    run.meter.leave(tooDeep ? undefined : fuel)
    if (tooDeep) escaped ??= new RangeError('The calls of the sandbox are nested too deep')
    this.#active = undefined
    if (escaped instanceof KernelError && !run.stopped) throw escaped
    if (escaped !== undefined || run.stopped || result === undefined) this.#stop(run, escaped)
    return result
  }

  /** The script has used up something: time, messages, or, where it is neither, memory. */
  #stop(run: ScriptRun, escaped: unknown): void {
    if (run.meter.exceeded !== undefined) run.finish(timedOut(run.meter.exceeded.message, run.messages))
    else if (run.tooManyMessages) run.fail(run.messageError())
    else run.finish(memoryExceeded(run.messages))
    this.#runs.delete(run.id)
    const threw = escaped !== undefined && !(escaped instanceof KernelError)
    // An interrupted chain of jobs is still queued, and would be charged to the next script.
    if (threw || this.#interpreter.hasJobs()) this.#break()
    else this.#retire()
  }

  #retire(): void {
    if (this.#state === 'ready') this.#state = 'retired'
  }

  #break(): void {
    this.#state = 'broken'
    for (const run of this.#runs.values()) run.finish(sandboxLost(run.messages))
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
      run.finish(readReply(reply, run.messages, () => this.#memoryIsFull()))
    } catch (error) {
      run.fail(error)
    }
    if (reply === 'M' || (reply === 'Z' && this.#memoryIsFull())) this.#retire()
  }

  /** Memory never shrinks, so a sandbox that has grown to its cap has met it. */
  #memoryIsFull(): boolean {
    const { module, memoryPages } = this.#instance
    return module.HEAPU8.byteLength > FULL * memoryPages * 65_536
  }

  /** A script with no host call under way waits for others of the sandbox at most; when all do, none can go on. */
  #endStuck(): void {
    const runs = [...this.#runs.values()]
    if (runs.some((run) => run.waiting > 0 || run.outbox.length > 0 || run.reply !== undefined)) return
    const message = 'Script waits for a promise that nothing will settle'
    for (const run of runs) this.#abandon(run, () => run.finish(timedOut(message, run.messages)))
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
