/** The shapes of the public API; `kernel.ts` implements them. */
import type { Composition } from './compose/composition.ts'
import type { DurableOptions } from './durable/open-durable-run.ts'
import type { ExecutionCancelledError } from './errors/kernel-error.ts'
import type { Host } from './host/index.ts'
import type { LoggerLevels } from './logging/thresholds.ts'
import type { Permissions } from './permissions/permissions.ts'
import type { Component, RegistryScope } from './resolve/registry.ts'
import type { PackageContext } from './resolve/relative-id.ts'
import type { JsonSchema } from './run/component.ts'
import type { KeptServers } from './run/run-servers.ts'
import type { TraceObserver } from './trace/events.ts'
import type { TraceContext } from './trace/trace-context.ts'
import type { Dict } from './values.ts'

export interface KernelOptions {
  readonly host: Host
  /** Replaces the standard set (flow, contracts, tooling); pass `[...standardComponents, mine]` to add. */
  readonly components?: readonly Component[]
  /** contract id → implementation id. */
  readonly bindings?: Readonly<Record<string, string>>
  /** What runs may reach; nothing when absent. */
  readonly permissions?: Permissions
  readonly limits?: Partial<Limits>
  /** Freezes what components are given, so that one that changes its input fails at once. For tests; costs time. */
  readonly development?: boolean
  /** Least level per logger; of kernel logs it overrules `LCOD_LOG_LEVEL`, user logs are filtered by nothing else. */
  readonly logLevels?: LoggerLevels
  /** What `$globals` shows. */
  readonly globals?: Readonly<Record<string, unknown>>
  /** Asked for ids that are not registered. */
  readonly loader?: ComponentLoader
}

/** Finds components that are not registered: on disk, in a lock, in a catalogue. */
export interface ComponentLoader {
  /** `undefined` when it knows no such id; throws when it knows it and it is broken. */
  load(id: string): Component | undefined | Promise<Component | undefined>
}

/** Budgets of one run. Exceeding one ends the run with `budget_exceeded`. */
export interface Limits {
  /** Steps executed. */
  steps: number
  /** Nested slots and component calls. */
  depth: number
  /** Milliseconds from start to end. */
  wallMs: number
  /** Tasks of `flow/parallel` and `foreach` in flight at once, over the whole run. */
  tasks: number
  /** Characters of a string, or items of a list, that a step may put in the state. */
  valueLength: number
  /**
   * Bytes of the large values that the state holds at one moment and that loops have collected: texts of more than 4,096
   * characters, at two bytes each, and lists of more than 4,096 items, at eight.
   */
  heldBytes: number
  /** Pages of 64 KiB per script sandbox. */
  scriptMemoryPages: number
  /** Work units of all scripts together; a millisecond of a script's limit is 90,000. */
  scriptFuel: number
}

export interface RunOptions {
  /** Start state of the root compose. */
  readonly input?: Dict
  /** Cancels the run. */
  readonly signal?: AbortSignal
  /** Cancels the run after this many milliseconds. */
  readonly timeoutMs?: number
  readonly observer?: TraceObserver
  /** How much the observer is told. */
  readonly recording?: RecordingOptions
  /** The host as single steps see it: for audits and questions that name the step. Default: all see the kernel's. */
  readonly hostFor?: HostView
  /** The W3C trace that the run belongs to: its HTTP requests carry it on. One that is not valid is ignored. */
  readonly traceContext?: TraceContext
  /** Declared inputs of the root: others are dropped, missing ones become null (engine.md 2.9). */
  readonly inputs?: readonly string[]
  /** Declared outputs of the root: the result holds exactly these. */
  readonly outputs?: readonly string[]
  /** Schema of the root's input, checked before absent inputs become null: `required` asks for what the caller gave. */
  readonly inputSchema?: JsonSchema
  /** Schema of the root's result. */
  readonly outputSchema?: JsonSchema
  /** What messages call the root; its file when absent. */
  readonly name?: string
  /** Components of this run alone, over the kernel's. */
  readonly components?: readonly Component[]
  /** contract id → implementation id, for this run alone, over the kernel's. */
  readonly bindings?: Readonly<Record<string, string>>
  /** Package the root compose belongs to; completes relative ids. */
  readonly context?: PackageContext
  /**
   * Keeps a journal of the run: what its steps gave. A run of the same id, compose and input goes on where that one
   * ended, and repeats nothing that the journal has (docs/runtime.md).
   */
  readonly durable?: DurableOptions
  /**
   * Takes over the HTTP hosts that are open when the run has succeeded, and has to stop them; requests go on being
   * answered until then. Without it they are stopped with the run.
   */
  readonly keepServers?: (servers: KeptServers) => void
  /**
   * Asked for each request to the HTTP hosts of the run, which is answered by a run of its own: gives who observes that
   * run, or `undefined`. Without it nobody does.
   */
  readonly observeRequest?: (request: IncomingRequest) => RequestObservation | undefined
}

/** A request as it comes in, before anything of it was read but its head. */
export interface IncomingRequest {
  readonly method: string
  /** Without the query, as sent. */
  readonly path: string
  /** The W3C trace that the client names; absent without a valid one. */
  readonly traceContext?: TraceContext
}

/** Who observes the run of a request. */
export interface RequestObservation {
  readonly observer: TraceObserver
  readonly recording?: RecordingOptions
  /** The trace that requests of the run carry on. Default: the one that the client names. */
  readonly traceContext?: TraceContext
  /** Called once, after the last event. */
  end?(): void
}

/**
 * Gives the host that one step sees, made from the kernel's, behind its permissions. Asked whenever the component of a
 * step reaches for its host, so it should be quick.
 */
export type HostView = (host: Host, place: StepPlace) => Host

/** A step that runs. */
export interface StepPlace {
  /** As in the trace: `/compose/1!/compose/0`. A script stands for what it calls. */
  readonly path: string
  /** Id of what is called. */
  readonly call: string
  /**
   * Calls back once when the step is cancelled, at once when it has been: who makes it wait should stop then. The returned
   * function takes the callback back.
   */
  onCancel(callback: (error: ExecutionCancelledError) => void): () => void
}

/** What of a run is told to its observer, for recorders that must stay cheap whatever is run. */
export interface RecordingOptions {
  /** Characters of JSON up to which a value is shown whole. Default 2,048. */
  readonly previewLength?: number
  /** Told of each value that is not shown whole; what it returns is the `ref` of the preview. */
  readonly keepLarge?: (value: unknown) => number
  /**
   * Records turns of loops only as long as few enough events were told: `first`, and `perMs` more for each millisecond.
   * Further turns are counted (`summary` events), until the run has become slower than that; errors, logs and requests
   * in them are still told, with the steps that lead there. Default: every turn is recorded. A run that lets step logs
   * through records every turn.
   */
  readonly detail?: { readonly first: number; readonly perMs: number }
  /**
   * Tells of steps that waited since when they did (`waitsFrom`). Default `false`: `t` is then all that differs between
   * the traces of two runs that do the same.
   */
  readonly waits?: boolean
}

export interface Kernel {
  /** What the kernel knows before any run. */
  readonly registry: RegistryScope
  /**
   * Runs a composition to its end.
   *
   * @returns the final state as plain JSON: without absent keys, projected to `outputs` when given.
   * @throws {KernelError} what ended the run, with `frames`; `input_validation_failed` and `output_validation_failed` when
   * the root's schemas do not hold; `ExecutionCancelledError` when it was cancelled;
   * with `durable` what `openDurableRun` throws, and what ends a run whose journal cannot be kept.
   */
  run(composition: Composition, options?: RunOptions): Promise<Dict>
}
