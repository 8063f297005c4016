import type { Dict } from '../values.ts'
import type { Slot } from './call.ts'
import { type Context, Frame, NO_ITERATION } from './frame.ts'
import type { LinkedStep } from './link.ts'
import type { Recorder } from './recorder.ts'
import { type Outcome, runNested } from './run-steps.ts'
import { Scope } from './scope.ts'
import type { Signal } from './signal.ts'
import type { SlotResult } from './slot-result.ts'

/** Where a slot's steps run: whose state and `$slot` they see, and in what surroundings. */
interface SlotGround {
  /** The frame whose state and `$slot` the steps see. */
  readonly owner: Frame
  readonly ctx: Context
  /** The frame of the step that runs the slot: nesting and iteration go on from there. */
  readonly runner: Frame
  /** Pointer of the step that the slot belongs to, for the trace. */
  readonly path: string
}

/** A slot of a step, on its ground. */
export class StepSlot implements Slot {
  readonly name: string
  readonly #steps: readonly LinkedStep[]
  readonly #ground: SlotGround

  constructor(name: string, steps: readonly LinkedStep[], ground: SlotGround) {
    this.name = name
    this.#steps = steps
    this.#ground = ground
  }

  get hasSteps(): boolean {
    return this.#steps.length > 0
  }

  /** Spec: engine.md 2.3. */
  run(vars?: Dict, state?: Dict | SlotResult, index?: number): SlotResult | Signal | Promise<SlotResult | Signal> {
    if (this.#steps.length === 0) return Scope.empty
    const { owner, ctx, runner } = this.#ground
    if (ctx.token.cancelled) throw ctx.token.error()
    const { recorder } = ctx.run
    const iteration = recorder === undefined ? NO_ITERATION : iterationOf(runner, index)
    const scope = state === undefined ? Scope.over(owner.scope) : scopeFrom(state)
    const frame = new Frame(ctx, scope, vars ?? owner.vars, runner.depth + 1, iteration)
    if (recorder !== undefined) return this.#runRecorded(frame, scope, recorder)
    const outcome = runNested(this.#steps, frame)
    return outcome instanceof Promise ? outcome.then((settled) => settled ?? scope) : (outcome ?? scope)
  }

  /** Every enter has its exit, also when the slot fails: pictures of a run are made of such pairs. */
  #runRecorded(frame: Frame, scope: Scope, recorder: Recorder): Scope | Signal | Promise<Scope | Signal> {
    this.#emit(frame, recorder, 'enter')
    let outcome: Outcome | Promise<Outcome>
    try {
      outcome = runNested(this.#steps, frame)
    } catch (error) {
      this.#emit(frame, recorder, 'exit')
      throw error
    }
    if (outcome instanceof Promise) {
      return outcome.then((settled) => settled ?? scope).finally(() => this.#emit(frame, recorder, 'exit'))
    }
    this.#emit(frame, recorder, 'exit')
    return outcome ?? scope
  }

  #emit(frame: Frame, recorder: Recorder, phase: 'enter' | 'exit'): void {
    const { activation } = frame.ctx
    const { name: slot } = this
    const path = `${activation.pathPrefix}${this.#ground.path}/slots/${slot}`
    const { iteration, depth } = frame
    recorder.observer(
      phase === 'exit'
        ? { seq: recorder.nextSeq(), t: recorder.elapsed(), path, iteration, depth, type: 'slot', phase, slot }
        : {
            seq: recorder.nextSeq(),
            t: recorder.elapsed(),
            path,
            iteration,
            depth,
            type: 'slot',
            phase,
            slot,
            vars: recorder.preview(frame.vars),
          },
    )
  }
}

function iterationOf(runner: Frame, index: number | undefined): readonly number[] {
  return index === undefined ? runner.iteration : [...runner.iteration, index]
}

function scopeFrom(state: Dict | SlotResult): Scope {
  return state instanceof Scope ? Scope.over(state) : Scope.root(state as Dict)
}
