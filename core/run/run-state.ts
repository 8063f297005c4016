import type { DurableRun } from '../durable/durable-run.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Host } from '../host/index.ts'
import type { ScriptSession, ScriptSessionOptions } from '../host/scripts.ts'
import type { ComponentLoader, HostView, Limits, RecordingOptions } from '../kernel-api.ts'
import { levelRank } from '../logging/log-entry.ts'
import { type LoggerLevels, LoggerThresholds } from '../logging/thresholds.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import { StreamManager } from '../streams/stream-manager.ts'
import type { TraceObserver } from '../trace/events.ts'
import { parseTraceContext, type TraceContext, type TraceParent } from '../trace/trace-context.ts'
import { own } from '../values.ts'
import type { CancelToken } from './cancel-token.ts'
import type { Frame } from './frame.ts'
import { HeldValues } from './held-values.ts'
import { Recorder } from './recorder.ts'

/** How long a run computes before it gives the event loop a turn, in milliseconds. */
const SLICE_MS = 8
/** How long a log level that was read counts within one step, in milliseconds. */
const LEVEL_MS = 1
/** The tag `logger` of step logs (engine.md 5.6). */
export const STEP_LOGGER = 'kernel.compose.step'
/** Steps between two looks at the clock. */
const CHECK_EVERY = 64

export interface RunSetup {
  readonly host: Host
  readonly hostFor?: HostView | undefined
  readonly limits: Limits
  readonly token: CancelToken
  /** The level of the kernel's own logs; asked again and again, since it may change while a run goes on. */
  readonly logLevel: () => string | undefined
  /** Levels of single loggers of the kernel. */
  readonly logLevels?: LoggerLevels | undefined
  readonly observer?: TraceObserver | undefined
  readonly recording?: RecordingOptions | undefined
  readonly traceContext?: TraceContext | undefined
  /** What `$globals` shows. */
  readonly globals: Readonly<Record<string, unknown>>
  readonly loader?: ComponentLoader | undefined
  /** Freeze what components are given. */
  readonly development?: boolean | undefined
  /** Package of the root compose. */
  readonly rootContext?: PackageContext | undefined
  /** The journal of the run. */
  readonly durable?: DurableRun | undefined
}

/** What one run counts and holds: budgets, the clock, streams, the sandbox, the observer. Shared by all of its frames. */
export class RunState {
  readonly host: Host
  /** The host as a single step sees it, where steps see different ones. */
  readonly hostFor: HostView | undefined
  readonly limits: Limits
  /** Weighs the large values of the state. */
  readonly held: HeldValues
  readonly streams: StreamManager
  /** What `$env.`, `$globals.` and `$run.` read (engine.md 1.4). */
  readonly roots: Readonly<Record<'env' | 'globals' | 'run', { get(key: string): unknown }>>
  /** Makes the events of the run; only while somebody observes. */
  readonly recorder: Recorder | undefined
  /** `$run.id`: 32 hexadecimal digits. */
  readonly id: string
  /** The W3C trace that requests carry on. */
  readonly traceParent: TraceParent | undefined
  readonly loader: ComponentLoader | undefined
  readonly development: boolean
  readonly rootContext: PackageContext | undefined
  /** The journal of the run; absent without one. */
  readonly durable: DurableRun | undefined
  /** True when frames keep the turns of the loops around them: somebody observes, or there is a journal. */
  readonly countsTurns: boolean
  /** Steps begun. */
  steps = 0
  /** The step count at which to look at budgets and the clock again. */
  nextCheck: number
  /** True when steps must report: somebody observes, or the log threshold lets step logs through. */
  watched: boolean
  /** Rank below which kernel logs are dropped; read anew at every check and every kernel log. */
  logThreshold: number
  /** Levels of single loggers; they come before `logThreshold`. */
  readonly loggers: LoggerThresholds
  readonly startedAt: number
  readonly #logLevel: () => string | undefined
  readonly #token: CancelToken
  readonly #start: number
  #sliceStart: number
  #levelReadAt = -1
  #levelReadTime = 0
  #tasks = 0
  #scripts: ScriptSession | Promise<ScriptSession> | null = null
  readonly #cleanups: Array<() => void | Promise<void>> = []
  readonly #pendingLogs = new Set<Promise<unknown>>()

  constructor(setup: RunSetup) {
    this.host = setup.host
    this.hostFor = setup.hostFor
    this.limits = setup.limits
    this.held = new HeldValues(setup.limits, () => {
      this.nextCheck = this.steps
    })
    this.nextCheck = Math.min(CHECK_EVERY, setup.limits.steps + 1)
    this.traceParent = parseTraceContext(setup.traceContext)
    this.loader = setup.loader
    this.development = setup.development === true
    this.rootContext = setup.rootContext
    this.#token = setup.token
    this.durable = setup.durable
    const begun = setup.durable?.begun
    this.startedAt = begun?.startedAt ?? setup.host.clock.now()
    this.#start = setup.host.clock.monotonic()
    this.recorder =
      setup.observer === undefined
        ? undefined
        : new Recorder(setup.observer, setup.recording ?? {}, { clock: setup.host.clock, start: this.#start })
    this.countsTurns = this.recorder !== undefined || this.durable !== undefined
    this.#sliceStart = this.#start
    this.#logLevel = setup.logLevel
    this.loggers = new LoggerThresholds(setup.logLevels)
    this.logThreshold = levelRank(setup.logLevel())
    this.watched = this.#isWatched()
    this.recorder?.tick(this.#logsSteps)
    this.streams = this.openStreams()
    this.id = begun?.id ?? hex(setup.host.random.bytes(16))
    const facts = { id: this.id, startedAt: new Date(this.startedAt).toISOString() }
    const readEnv = (name: string) => setup.host.env.get(name)
    const { durable } = setup
    this.roots = {
      env: { get: durable === undefined ? readEnv : (name) => durable.env(name, () => readEnv(name)) },
      globals: { get: (name) => own(setup.globals, name) },
      run: { get: (name) => own(facts, name) },
    }
  }

  /**
   * Looks at budgets, at the log level and at the clock; called every few steps, with the frame of the next.
   *
   * @returns a promise to wait for when the event loop should have a turn.
   * @throws {KernelError} `budget_exceeded` when steps, wall time or the bytes of large values are used up.
   */
  checkpoint(frame: Frame): Promise<void> | undefined {
    if (this.steps > this.limits.steps) throw budgetExceeded('steps', this.limits.steps, 'steps')
    const { heldBytes } = this.limits
    if (this.held.look(frame) > heldBytes) throw budgetExceeded('heldBytes', heldBytes, 'bytes for its large values')
    this.nextCheck = Math.min(this.steps + CHECK_EVERY, this.limits.steps + 1)
    this.readLogLevel()
    this.recorder?.tick(this.#logsSteps)
    const now = this.host.clock.monotonic()
    if (now - this.#start > this.limits.wallMs) throw wallTimeExceeded(this.limits)
    if (now - this.#sliceStart < SLICE_MS) return undefined
    return this.host.clock.yield().then(() => {
      this.#sliceStart = this.host.clock.monotonic()
      this.#token.ensureNotCancelled()
    })
  }

  readLogLevel(): void {
    this.logThreshold = levelRank(this.#logLevel())
    this.watched = this.#isWatched()
    this.#levelReadAt = this.steps
    this.#levelReadTime = this.host.clock.monotonic()
  }

  /**
   * `readLogLevel`, unless this step did it less than a millisecond ago: reading the environment of a process takes
   * longer than everything else that a dropped log costs.
   */
  freshenLogLevel(): void {
    if (this.#levelReadAt === this.steps && this.host.clock.monotonic() - this.#levelReadTime < LEVEL_MS) return
    this.readLogLevel()
  }

  /** Throws `budget_exceeded` when slots and calls are nested too deeply. */
  ensureDepth(depth: number): void {
    if (depth > this.limits.depth) throw budgetExceeded('depth', this.limits.depth, 'nested slots and calls')
  }

  /** A table of open streams that reports to the observer of the run. */
  openStreams(): StreamManager {
    const { random, clock } = this.host
    const { recorder } = this
    if (recorder === undefined) return new StreamManager({ random, clock })
    const observe = (phase: 'open' | 'read' | 'close', id: string, bytes?: number) => {
      recorder.emitAt('', [], 0, { type: 'stream', phase, id, ...(bytes === undefined ? {} : { bytes }) })
    }
    return new StreamManager({ random, clock, observe })
  }

  /** The sandbox of this run, opened by the first script. */
  scriptSession(): ScriptSession | Promise<ScriptSession> {
    if (this.#scripts === null) {
      const { clock, random } = this.host
      const opened = this.openScripts({ clock, random, fuel: this.limits.scriptFuel })
      this.#scripts = opened
      if (opened instanceof Promise) {
        opened.then(
          (session) => {
            this.#scripts = session
          },
          () => {
            this.#scripts = null
          },
        )
      }
    }
    return this.#scripts
  }

  /** Opens a sandbox that sees what the run may see; to be disposed of by whoever asks. */
  openScripts(parts: Pick<ScriptSessionOptions, 'clock' | 'random' | 'fuel'>): ScriptSession | Promise<ScriptSession> {
    const { scripts, env, files } = this.host
    if (scripts === undefined) throw missingCapability('scripts', 'lcod://tooling/script@1', this.host)
    const visible = Object.fromEntries(
      env.names().flatMap((name) => {
        const value = env.get(name)
        return value === undefined ? [] : [[name, value] as const]
      }),
    )
    return scripts.open({
      ...parts,
      env: visible,
      cwd: files?.cwd ?? '/',
      memoryPages: this.limits.scriptMemoryPages,
    })
  }

  /**
   * Takes up to `wanted` places for tasks in flight: at least one, so that nothing waits for itself, and beyond that
   * what the run's budget has left. `releaseTasks` gives them back.
   */
  takeTasks(wanted: number): number {
    const granted = Math.max(1, Math.min(wanted, this.limits.tasks - this.#tasks))
    this.#tasks += granted
    return granted
  }

  releaseTasks(count: number): void {
    this.#tasks -= count
  }

  /** Runs when the run is over. */
  defer(cleanup: () => void | Promise<void>): void {
    this.#cleanups.push(cleanup)
  }

  /** Keeps the run from ending before an asynchronous log sink has its entry. */
  awaitLog(pending: Promise<unknown>): void {
    const settled: Promise<unknown> = pending.then(
      () => this.#pendingLogs.delete(settled),
      () => this.#pendingLogs.delete(settled),
    )
    this.#pendingLogs.add(settled)
  }

  /** Runs what was deferred, closes streams and the sandbox. Failures are told to `report`, never thrown. */
  async close(report: (error: KernelError) => void): Promise<void> {
    for (const cleanup of this.#cleanups.reverse()) {
      try {
        await cleanup()
      } catch (error) {
        report(normaliseError(error))
      }
    }
    try {
      await this.streams.closeAll()
      if (this.#scripts !== null) (await this.#scripts).dispose()
    } catch (error) {
      report(normaliseError(error))
    }
    while (this.#pendingLogs.size > 0) await Promise.all(this.#pendingLogs)
  }

  /** Rank below which the logs of steps are dropped. */
  get stepThreshold(): number {
    return this.loggers.rankOf(STEP_LOGGER) ?? this.logThreshold
  }

  get #logsSteps(): boolean {
    return this.stepThreshold < levelRank('fatal')
  }

  #isWatched(): boolean {
    return this.recorder !== undefined || this.#logsSteps
  }
}

/** The error for a run that takes longer than its budget. */
export function wallTimeExceeded({ wallMs }: Limits): KernelError {
  return budgetExceeded('wallMs', wallMs, 'milliseconds')
}

function budgetExceeded(budget: keyof Limits, limit: number, unit: string): KernelError {
  return new KernelError('budget_exceeded', `The run needs more than ${limit} ${unit}`, {
    data: { budget, limit },
    hint: `Look for an endless loop or recursion, or raise the ${budget} limit`,
  })
}

/** The error for a component that needs a port this host lacks. */
export function missingCapability(capability: string, id: string, host: Host): KernelError {
  return new KernelError(
    'host_capability_missing',
    `"${id}" needs ${capability}, which the host "${host.name}" does not have`,
    {
      data: { capability, component: id, host: host.name },
    },
  )
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
