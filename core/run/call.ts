import type { Composition } from '../compose/composition.ts'
import type { ExecutionCancelledError } from '../errors/kernel-error.ts'
import type { Host } from '../host/index.ts'
import type { LogLevel } from '../host/log.ts'
import type { ScriptSession } from '../host/scripts.ts'
import type { LogOrigin } from '../logging/emit-log.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { StreamManager } from '../streams/stream-manager.ts'
import type { TraceParent } from '../trace/trace-context.ts'
import type { Dict } from '../values.ts'
import type { Tags } from './frame.ts'
import type { StepPlan } from './plan.ts'
import type { Collector } from './readers.ts'
import type { EventBody } from './recorder.ts'
import type { RunReport } from './run-report.ts'
import type { RunServers } from './run-servers.ts'
import type { Signal } from './signal.ts'
import type { SlotResult } from './slot-result.ts'
import type { SpawnOptions } from './spawn-run.ts'

/** A slot of the step, looked up once and run as often as needed. */
export interface Slot {
  readonly name: string
  /** False when its list of steps is empty; running it then gives an empty state. */
  readonly hasSteps: boolean
  /**
   * Runs the slot.
   *
   * @param vars `$slot` inside; the surrounding one when absent.
   * @param state What it starts from; the state of the slot's own frame when absent.
   * @param index Number of the turn, for loops and task lists: it appears in the trace's `iteration`.
   */
  run(vars?: Dict, state?: Dict | SlotResult, index?: number): SlotResult | Signal | Promise<SlotResult | Signal>
}

/**
 * What a native component may use while it runs: one immutable view per call, valid also when promises overlap.
 *
 * Pure contracts ignore it. Nothing here is shared mutable context.
 */
export interface Call {
  /** The host, behind the run's permissions. */
  readonly host: Host
  /** Open streams of the run. */
  readonly streams: StreamManager
  /** Fires when this call is cancelled; made on first use. */
  readonly signal: AbortSignal
  /** Calls back once when this call is cancelled; cheaper than `signal`. The result takes the callback back. */
  onCancel(callback: (error: ExecutionCancelledError) => void): () => void
  /** Throws `ExecutionCancelledError` when this call has been cancelled. Cheap. */
  ensureNotCancelled(): void
  /** The steps given for a slot (an empty list counts), or `undefined`. `body` and `children` are one. */
  slot(name: string): Slot | undefined
  /** Calls another component as `ctx.call` does: without slots. A `flow/break` or `flow/continue` comes back as a Signal. */
  call(id: string, input?: Dict): unknown
  /** Adds an event of this step to the trace; absent when nobody observes. */
  readonly report?: ((event: EventBody) => void) | undefined
  /** The W3C trace that requests of this call belong to. */
  readonly traceParent?: TraceParent | undefined
  /** Runs when the step is over, whatever happened; last registered first. Its errors are logged, not thrown. */
  defer(cleanup: () => void | Promise<void>): void
  /** An absolute, normalised path for a path of the compose; relative ones start at the run's working directory. */
  resolvePath(path: string): string
}

/** What flow operators and tooling may do besides: they shape the execution of others. */
export interface OperatorCall extends Call {
  /** The slot a component body asks for: the step's own, else what the component's caller supplied (engine.md 2.6). */
  delegatedSlot(name: string): Slot | undefined
  /** The step as it was compiled; a call that no step makes has one without slots. */
  readonly plan: StepPlan
  /** A slot of other steps, in the place of one of the step's own. */
  slotOf(composition: Composition, name: string): Slot
  /** Tells that the step keeps a value until it is over, or the final state of a slot: for the budget of bytes. */
  hold(value: unknown): void
  /** The prepared `collectPath` of the step. */
  readonly collect: Collector | undefined
  /** `$slot` of the step. */
  readonly slotVars: Dict
  /** Nested slots and component calls around the step. */
  readonly depth: number
  /** The state of the frame the step stands in, live. */
  frameState(): { get(key: string): unknown; toObject(): Dict }
  /** Input of the running component before undeclared keys were dropped, or null. */
  readonly rawInput: Dict | null
  readonly registry: RegistryScope
  readonly tags: Tags | null
  /** Completes relative ids of inline composes; `undefined` outside packages. */
  readonly packageContext: PackageContext | undefined
  /** Takes up to `wanted` of the run's places for tasks in flight, at least one; `releaseTasks` gives them back. */
  takeTasks(wanted: number): number
  releaseTasks(count: number): void
  /** The same call under another registry level. */
  withRegistry(registry: RegistryScope): OperatorCall
  /** The same call with tags for every log below it. */
  withTags(tags: Tags): OperatorCall
  /** The same call with streams of its own, closed when the step is over. */
  withOwnStreams(): OperatorCall
  /** The same call under a cancellation of its own, which the run's reaches too. */
  fork(): { readonly call: OperatorCall; cancel(reason: unknown): void; release(): void }
  /** Cancels this call and all that surrounds it as far as its cancellation reaches: mostly the run. */
  cancel(reason?: unknown): void
  /** The same call out of reach of cancellation, for at most `budgetMs`: cleanup. */
  shielded(budgetMs: number): { readonly call: OperatorCall; release(): void }
  /** Runs a composition in a fresh scope with this start state; gives its whole final state. */
  runInline(composition: Composition, state: Dict): SlotResult | Signal | Promise<SlotResult | Signal>
  /** Runs `work` in a run of its own with this call's surroundings, also when this run is over. */
  spawn<T>(work: (call: OperatorCall) => Promise<T>, options: SpawnOptions): Promise<T>
  /** Open servers of the run. */
  readonly servers: RunServers
  /** `$run.id`. */
  readonly runId: string
  /** Tells where a spawned run begins and ends; absent when nobody observes it. */
  readonly runReport?: RunReport | undefined
  /** The sandbox of this run, opened at the first script. */
  scriptSession(): ScriptSession | Promise<ScriptSession>
  /** Emits a log of the kernel itself, subject to the threshold. */
  kernelLog(level: LogLevel, message: string, data?: Dict, tags?: Tags): void
  /**
   * `contract/tooling/log@1`, or with `kernel` `kernel/log@1`: checks, completes and delivers a payload, and answers with
   * what the caller receives.
   */
  log(payload: Dict, origin?: LogOrigin): unknown
}
