import type { TraceEvent } from '../trace/events.ts'
import type { Dict } from '../values.ts'
import type { Slot } from './call.ts'
import { type Context, Frame, NO_ITERATION } from './frame.ts'
import type { LinkedStep } from './link.ts'
import type { ListCounts } from './list-counts.ts'
import type { Recorder } from './recorder.ts'
import { type Outcome, runNested } from './run-steps.ts'
import { Scope } from './scope.ts'
import type { Signal } from './signal.ts'
import type { SlotResult } from './slot-result.ts'
import { countInside, Unrecorded } from './unrecorded.ts'

/** Where a slot's steps run: whose state and `$slot` they see, and in what surroundings. */
interface SlotGround {
  /** The frame whose state and `$slot` the steps see. */
  readonly owner: Frame
  readonly ctx: Context
  /** The frame of the step that runs the slot: nesting and iteration go on from there. */
  readonly runner: Frame
  /** Pointer of the step that the slot belongs to, in its compose. */
  readonly pointer: string
}

/** A slot of a step, on its ground. */
export class StepSlot implements Slot {
  readonly name: string
  readonly #steps: readonly LinkedStep[]
  readonly #ground: SlotGround
  #path: string | undefined
  #counts: ListCounts | null = null

  constructor(name: string, steps: readonly LinkedStep[], ground: SlotGround) {
    this.name = name
    this.#steps = steps
    this.#ground = ground
  }

  get hasSteps(): boolean {
    return this.#steps.length > 0
  }

  /** As events have it. */
  get path(): string {
    const { ctx, pointer } = this.#ground
    this.#path ??= `${ctx.activation.pathPrefix}${pointer}/slots/${this.name}`
    return this.#path
  }

  /** Spec: engine.md 2.3. */
  run(vars?: Dict, state?: Dict | SlotResult, index?: number): SlotResult | Signal | Promise<SlotResult | Signal> {
    if (this.#steps.length === 0) return Scope.empty
    const { owner, ctx, runner } = this.#ground
    if (ctx.token.cancelled) throw ctx.token.error()
    const { recorder, countsTurns } = ctx.run
    const iteration = countsTurns ? iterationOf(runner, index) : NO_ITERATION
    const scope = state === undefined ? Scope.over(owner.scope) : scopeFrom(state)
    const frame = new Frame(ctx, scope, vars ?? owner.vars, runner.depth + 1, iteration)
    if (recorder !== undefined) {
      this.#countTurn(frame, recorder, index)
      return this.#runRecorded(frame, recorder)
    }
    const outcome = runNested(this.#steps, frame)
    return outcome instanceof Promise ? outcome.then((settled) => settled ?? scope) : (outcome ?? scope)
  }

  /** Decides whether the frame is recorded. Turns of loops may be counted instead, with all that runs inside them. */
  #countTurn(frame: Frame, recorder: Recorder, index: number | undefined): void {
    const { runner, pointer } = this.#ground
    if (runner.unrecorded !== null) countInside(frame, runner, pointer, this)
    if (frame.unrecorded !== null || index === undefined || recorder.takesTurn()) return
    this.#counts ??= recorder.countsOf(this.path)
    frame.unrecorded = new Unrecorded(frame, this.#counts, { recorder, outer: null, slot: this })
  }

  /** Every enter has its exit, also when the slot fails: pictures of a run are made of such pairs. */
  #runRecorded(frame: Frame, recorder: Recorder): Scope | Signal | Promise<Scope | Signal> {
    const { scope } = frame
    if (frame.unrecorded === null) this.entered(frame, recorder)
    let outcome: Outcome | Promise<Outcome>
    try {
      outcome = runNested(this.#steps, frame)
    } catch (error) {
      this.#left(frame, recorder)
      throw error
    }
    if (outcome instanceof Promise) {
      return outcome.then((settled) => settled ?? scope).finally(() => this.#left(frame, recorder))
    }
    this.#left(frame, recorder)
    return outcome ?? scope
  }

  /** Tells that the frame runs this slot. */
  entered(frame: Frame, recorder: Recorder): void {
    const { start } = frame.scope
    // Written out in full at each place: spreading a common part costs ten times the rest.
    const event: TraceEvent = {
      seq: recorder.nextSeq(),
      t: recorder.elapsed(),
      path: this.path,
      iteration: frame.iteration,
      depth: frame.depth,
      type: 'slot',
      phase: 'enter',
      slot: this.name,
      vars: recorder.preview(frame.vars),
    }
    recorder.observer(start === null ? event : { ...event, state: recorder.preview(start) })
  }

  #left(frame: Frame, recorder: Recorder): void {
    if (frame.unrecorded !== null && !frame.unrecorded.isRevealed) return
    recorder.observer({
      seq: recorder.nextSeq(),
      t: recorder.elapsed(),
      path: this.path,
      iteration: frame.iteration,
      depth: frame.depth,
      type: 'slot',
      phase: 'exit',
      slot: this.name,
    })
  }
}

function iterationOf(runner: Frame, index: number | undefined): readonly number[] {
  const { iteration } = runner
  if (index === undefined) return iteration
  // Most loops are in no other, and a literal is made ten times as fast as a copy.
  return iteration.length === 0 ? [index] : [...iteration, index]
}

function scopeFrom(state: Dict | SlotResult): Scope {
  return state instanceof Scope ? Scope.over(state) : Scope.root(state as Dict)
}
