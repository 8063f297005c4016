import type { Composition } from '../compose/composition.ts'
import { type ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Host } from '../host/index.ts'
import type { LogLevel } from '../host/log.ts'
import type { ScriptSession } from '../host/scripts.ts'
import { emitKernelLog, emitPayload, type LogOrigin, type LogPlace } from '../logging/emit-log.ts'
import { joinPath } from '../paths/join-path.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { StreamManager } from '../streams/stream-manager.ts'
import type { TraceParent } from '../trace/trace-context.ts'
import type { Dict } from '../values.ts'
import type { OperatorCall, Slot } from './call.ts'
import { CancelToken } from './cancel-token.ts'
import { callDetached } from './detached-call.ts'
import { Activation, type Context, Frame, NO_VARS, type Tags } from './frame.ts'
import { type LinkedStep, linkPlan, slotSteps } from './link.ts'
import { compilePlan, type StepPlan } from './plan.ts'
import type { Collector } from './readers.ts'
import type { EventBody } from './recorder.ts'
import type { RunReport } from './run-report.ts'
import type { RunServers } from './run-servers.ts'
import { type Outcome, runNested } from './run-steps.ts'
import { Scope } from './scope.ts'
import type { Signal } from './signal.ts'
import type { SlotResult } from './slot-result.ts'
import { StepSlot } from './slots.ts'
import { type SpawnOptions, spawnRun } from './spawn-run.ts'
import { countInside } from './unrecorded.ts'

type Cleanup = () => void | Promise<void>

/** The view of one call that its component gets: the step, the frame it stands in, and the surroundings of its slots. */
export class StepCall implements OperatorCall {
  readonly step: LinkedStep
  readonly frame: Frame
  readonly ctx: Context
  /** The call whose cleanups these are: itself, or the one this is another view of. */
  private readonly owner: StepCall
  private cleanups: Cleanup[] | null = null
  private controller: AbortController | null = null

  constructor(step: LinkedStep, frame: Frame, ctx: Context, owner: StepCall | null) {
    this.step = step
    this.frame = frame
    this.ctx = ctx
    this.owner = owner === null ? this : owner.owner
  }

  get host(): Host {
    const { run, activation } = this.ctx
    if (run.hostFor === undefined) return run.host
    return run.hostFor(run.host, {
      path: activation.pathPrefix + this.step.plan.path,
      call: this.step.call,
      onCancel: (callback) => this.onCancel(callback),
    })
  }

  get streams(): StreamManager {
    return this.ctx.streams
  }

  /** One of its own: hosts warn of many listeners on one signal, and a run can have thousands of calls under way. */
  get signal(): AbortSignal {
    if (this.controller === null) {
      const controller = new AbortController()
      this.controller = controller
      const { token } = this.ctx
      this.defer(token.onCancel((error) => controller.abort(error)))
    }
    return this.controller.signal
  }

  onCancel(callback: (error: ExecutionCancelledError) => void): () => void {
    return this.ctx.token.onCancel(callback)
  }

  get report(): ((event: EventBody) => void) | undefined {
    const { recorder } = this.ctx.run
    if (recorder === undefined) return undefined
    const { unrecorded } = this.frame
    return (event) => {
      // Scripts run in most turns of most loops: they are as little of an occasion as steps are.
      if (event.type === 'script' && unrecorded !== null && !unrecorded.isRevealed) return
      recorder.emit(this.frame, this.step.plan.path, event)
    }
  }

  get traceParent(): TraceParent | undefined {
    return this.ctx.run.traceParent
  }

  get plan(): StepPlan {
    return this.step.plan
  }

  get collect(): Collector | undefined {
    return this.step.collect
  }

  hold(value: unknown): void {
    this.ctx.run.held.hold(this.frame.scope, value)
  }

  get depth(): number {
    return this.frame.depth
  }

  get slotVars(): Dict {
    return this.frame.vars
  }

  get rawInput(): Dict | null {
    return this.ctx.activation.rawInput
  }

  get registry(): RegistryScope {
    return this.ctx.registry
  }

  get tags(): Tags | null {
    return this.ctx.tags
  }

  get packageContext(): PackageContext | undefined {
    return this.ctx.activation.component?.context ?? this.ctx.run.rootContext
  }

  takeTasks(wanted: number): number {
    return this.ctx.run.takeTasks(wanted)
  }

  releaseTasks(count: number): void {
    this.ctx.run.releaseTasks(count)
  }

  ensureNotCancelled(): void {
    if (this.ctx.token.cancelled) throw this.ctx.token.error()
  }

  frameState(): { get(key: string): unknown; toObject(): Dict } {
    return this.frame.scope
  }

  slot(name: string): Slot | undefined {
    const steps = slotSteps(this.step, name)
    if (steps === undefined) return undefined
    const { frame, ctx } = this
    return new StepSlot(name, steps, { owner: frame, ctx, runner: frame, pointer: this.step.plan.path })
  }

  slotOf(composition: Composition, name: string): Slot {
    const { frame, ctx } = this
    const pointer = this.step.plan.path
    const steps = linkPlan(compilePlan(composition, this.packageContext, `${pointer}/slots/${name}`))
    return new StepSlot(name, steps, { owner: frame, ctx, runner: frame, pointer })
  }

  delegatedSlot(name: string): Slot | undefined {
    const own = this.slot(name)
    const caller = this.ctx.activation.caller
    if (own !== undefined || caller === null) return own
    const steps = slotSteps(caller.step, name)
    if (steps === undefined) return undefined
    const ctx: Context = { ...this.ctx, activation: caller.frame.ctx.activation }
    return new StepSlot(name, steps, { owner: caller.frame, ctx, runner: this.frame, pointer: caller.step.plan.path })
  }

  call(id: string, input?: Dict): unknown {
    this.ensureNotCancelled()
    return callDetached(this.ctx, id, input, this)
  }

  defer(cleanup: Cleanup): void {
    const { owner } = this
    owner.cleanups ??= []
    owner.cleanups.push(cleanup)
  }

  get hasCleanups(): boolean {
    return this.cleanups !== null
  }

  /** Runs what was deferred, last first; failures are logged and otherwise ignored (engine.md 2.10). */
  async cleanUp(): Promise<void> {
    const cleanups = this.cleanups ?? []
    this.cleanups = null
    for (const cleanup of cleanups.reverse()) {
      try {
        await cleanup()
      } catch (error) {
        const { code, message } = normaliseError(error)
        this.kernelLog('warn', 'cleanup failed', { error: { code, message } })
      }
    }
  }

  resolvePath(path: string): string {
    return joinPath(this.host.files?.cwd ?? '/', path)
  }

  withRegistry(registry: RegistryScope): OperatorCall {
    return this.view({ ...this.ctx, registry })
  }

  withTags(tags: Tags): OperatorCall {
    return this.view({ ...this.ctx, tags: { ...this.ctx.tags, ...tags } })
  }

  withOwnStreams(): OperatorCall {
    const streams = this.ctx.run.openStreams()
    this.defer(() => streams.closeAll())
    return this.view({ ...this.ctx, streams })
  }

  fork(): { readonly call: OperatorCall; cancel(reason: unknown): void; release(): void } {
    return this.forkCall()
  }

  /** `fork` for the engine itself. */
  forkCall(): { readonly call: StepCall; readonly token: CancelToken; cancel(reason: unknown): void; release(): void } {
    const token = new CancelToken(this.ctx.token)
    return {
      call: this.view({ ...this.ctx, token }),
      token,
      cancel: (reason) => token.cancel(reason),
      release: () => token.release(),
    }
  }

  cancel(reason?: unknown): void {
    this.ctx.token.cancel(reason)
  }

  shielded(budgetMs: number): { readonly call: OperatorCall; release(): void } {
    const token = new CancelToken()
    const stop = this.host.clock.after(budgetMs, () => token.cancel('cleanup took too long'))
    return { call: this.view({ ...this.ctx, token }), release: stop }
  }

  runInline(composition: Composition, state: Dict): SlotResult | Signal | Promise<SlotResult | Signal> {
    const program = linkPlan(compilePlan(composition, this.packageContext))
    const activation = new Activation(null, { step: this.step, frame: this.frame }, null, composition.file)
    const scope = Scope.root(state)
    const body = new Frame({ ...this.ctx, activation }, scope, NO_VARS, this.frame.depth + 1, this.frame.iteration)
    if (this.frame.unrecorded !== null) countInside(body, this.frame, this.step.plan.path)
    const outcome = runNested(program, body)
    return outcome instanceof Promise ? outcome.then((settled: Outcome) => settled ?? scope) : (outcome ?? scope)
  }

  spawn<T>(work: (call: OperatorCall) => Promise<T>, options: SpawnOptions): Promise<T> {
    return spawnRun(this.ctx, this.step, work, options)
  }

  get runId(): string {
    return this.ctx.run.id
  }

  get runReport(): RunReport | undefined {
    return this.ctx.runReport
  }

  get servers(): RunServers {
    return this.ctx.servers
  }

  scriptSession(): ScriptSession | Promise<ScriptSession> {
    const { run } = this.ctx
    return run.durable?.scripts.session(this) ?? run.scriptSession()
  }

  kernelLog(level: LogLevel, message: string, data?: Dict, tags?: Tags): void {
    emitKernelLog(this.ctx, level, message, data, tags, this.place)
  }

  log(payload: Dict, origin: LogOrigin = 'user'): unknown {
    return emitPayload(this.ctx, payload, origin, this.place)
  }

  private get place(): LogPlace {
    return { frame: this.frame, path: this.step.plan.path }
  }

  private view(ctx: Context): StepCall {
    return new StepCall(this.step, this.frame, ctx, this)
  }
}

/** The error for a slot that a component needs and its step does not have (engine.md 2.5). */
export function slotNotFound(name: string): KernelError {
  return new KernelError('LCOD_SLOT_NOT_FOUND', `Slot "${name}" not provided`, { data: { slot: name } })
}
