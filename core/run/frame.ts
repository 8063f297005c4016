import type { ComposeComponent, RegistryScope } from '../resolve/registry.ts'
import type { StreamManager } from '../streams/stream-manager.ts'
import type { Dict } from '../values.ts'
import type { CancelToken } from './cancel-token.ts'
import type { LinkedStep } from './link.ts'
import type { RunReport } from './run-report.ts'
import type { RunServers } from './run-servers.ts'
import type { RunState } from './run-state.ts'
import type { Scope } from './scope.ts'
import type { Unrecorded } from './unrecorded.ts'

/** Scalar tags that `tooling/log.context@1` adds to every log inside it. */
export type Tags = Readonly<Record<string, string | number | boolean>>

/** What surrounds a step list and changes rarely. Immutable: a change is a new context, held by those inside it. */
export interface Context {
  readonly run: RunState
  readonly registry: RegistryScope
  readonly token: CancelToken
  /** Open streams: those of the run, or of the test that runs inside it. */
  readonly streams: StreamManager
  /** Open servers of the run. */
  readonly servers: RunServers
  /** Of a spawned run that is observed. */
  readonly runReport?: RunReport | undefined
  readonly activation: Activation
  readonly tags: Tags | null
  /** A log implementation is running: its own steps and logs do not come back to it (engine.md 5.5). */
  readonly quiet: boolean
}

/** One running of a compose component, or of the root. */
export class Activation {
  /** Null for the root compose. */
  readonly component: ComposeComponent | null
  /** The step that called it, with the slots it supplies, and the frame that step runs in; null for the root. */
  readonly caller: { readonly step: LinkedStep; readonly frame: Frame } | null
  /** The input before undeclared keys were dropped; null when the component declares nothing. */
  readonly rawInput: Dict | null
  /** File of the compose, for positions. */
  readonly file: string | undefined
  #prefix: string | undefined

  constructor(
    component: ComposeComponent | null,
    caller: { readonly step: LinkedStep; readonly frame: Frame } | null,
    rawInput: Dict | null,
    file: string | undefined,
  ) {
    this.component = component
    this.caller = caller
    this.rawInput = rawInput
    this.file = file
  }

  /** What the trace puts before the pointers of this compose: the place of the call and `!`. */
  get pathPrefix(): string {
    if (this.#prefix === undefined) {
      const caller = this.caller
      this.#prefix = caller === null ? '' : `${caller.frame.ctx.activation.pathPrefix}${caller.step.plan.path}!`
    }
    return this.#prefix
  }
}

/** The running of one step list: its state, its `$slot`, and what surrounds it. */
export class Frame {
  readonly ctx: Context
  readonly scope: Scope
  readonly vars: Dict
  /** Nesting of slots and component calls. */
  readonly depth: number
  /** One index per enclosing loop; kept only while somebody observes, and with a journal. */
  readonly iteration: readonly number[]
  /** Set in turns of loops that are counted instead of recorded. */
  unrecorded: Unrecorded | null = null

  constructor(ctx: Context, scope: Scope, vars: Dict, depth: number, iteration: readonly number[]) {
    this.ctx = ctx
    this.scope = scope
    this.vars = vars
    this.depth = depth
    this.iteration = iteration
  }
}

export const NO_VARS: Dict = Object.freeze({})
export const NO_ITERATION: readonly number[] = Object.freeze([])
