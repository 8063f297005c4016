import { ExecutionCancelledError, type KernelError } from '../errors/kernel-error.ts'
import type { Frame } from './frame.ts'
import type { LinkedStep } from './link.ts'
import type { ListCounts } from './list-counts.ts'
import type { Recorder } from './recorder.ts'
import type { StepSlot } from './slots.ts'
import { StepWatch } from './step-watch.ts'

/**
 * A frame in a turn that runs without being recorded: its steps are counted.
 *
 * When something happens in it that must be seen (an error, a log line, a request), the frame is revealed: the events
 * that lead there are made up for, and what follows in the frame is recorded. What came before stays a count.
 *
 * Spec: none, ours.
 */
export class Unrecorded {
  readonly counts: ListCounts
  readonly #frame: Frame
  readonly #recorder: Recorder
  /** The unrecorded frame around; null when what is around is recorded. */
  readonly #outer: Unrecorded | null
  /** Absent for the steps of a component, which have no events of their own for coming and going. */
  readonly #slot: StepSlot | undefined
  #isRevealed = false
  #current: LinkedStep | null = null
  #index = 0
  /** Watches the step that was under way when the frame was revealed. */
  #late: StepWatch | null = null

  constructor(
    frame: Frame,
    counts: ListCounts,
    around: { readonly recorder: Recorder; readonly outer: Unrecorded | null; readonly slot: StepSlot | undefined },
  ) {
    this.#frame = frame
    this.counts = counts
    this.#recorder = around.recorder
    this.#outer = around.outer
    this.#slot = around.slot
    counts.turns++
  }

  get isRevealed(): boolean {
    return this.#isRevealed
  }

  /** Counts a step that begins. */
  begin(step: LinkedStep, index: number): void {
    const { counts } = this
    if (!counts.knows(index)) counts.name(index, this.#frame.ctx.activation.pathPrefix + step.plan.path, step.call)
    counts.count(index)
    this.#current = step
    this.#index = index
  }

  /** The watch of a step that began unrecorded, if it was revealed since. */
  watchOf(step: LinkedStep): StepWatch | null {
    return this.#current === step ? this.#late : null
  }

  /** Reveals the frame for a step that has failed; that a run is cancelled says nothing about its steps. */
  failed(step: LinkedStep, error: KernelError): StepWatch | null {
    if (!(error instanceof ExecutionCancelledError)) this.reveal()
    if (!this.#isRevealed && this.#current === step) this.counts.countFailure(this.#index)
    return this.watchOf(step)
  }

  /** Makes up for the events that lead to what happens now, unless even these are too many by now. */
  reveal(): void {
    if (!this.#isRevealed && this.#recorder.mayReveal()) this.#makeUp()
  }

  #makeUp(): void {
    const outer = this.#outer
    if (outer !== null && !outer.isRevealed) outer.#makeUp()
    this.#isRevealed = true
    this.counts.turns--
    this.#slot?.entered(this.#frame, this.#recorder)
    this.#tellWrites()
    const step = this.#current
    if (step === null) return
    this.counts.uncount(this.#index)
    this.#late = new StepWatch(step, this.#index, this.#frame)
    // The state is as the step found it: outputs are written when a step is over.
    this.#late.started(step.input(this.#frame))
  }

  /** What steps that were only counted wrote: which of them it was is not known, so it stands at the list. */
  #tellWrites(): void {
    const { scope, iteration, depth } = this.#frame
    for (const key of scope.written()) {
      const value = this.#recorder.preview(scope.get(key))
      this.#recorder.emitAt(this.counts.path, iteration, depth, { type: 'scope', key, value })
    }
  }
}

/**
 * Counts what runs in `body` if `caller` is a frame whose steps are counted.
 *
 * @param pointer of the step that runs the list, in its compose.
 * @param slot that the list belongs to; absent for the steps of the component that the step calls.
 */
export function countInside(body: Frame, caller: Frame, pointer: string, slot?: StepSlot): void {
  const outer = caller.unrecorded
  const { recorder } = body.ctx.run
  if (outer === null || outer.isRevealed || recorder === undefined) return
  const name = slot?.name ?? ''
  let counts = outer.counts.inner(pointer, name)
  if (counts === undefined) {
    counts = recorder.countsOf(slot === undefined ? body.ctx.activation.pathPrefix : slot.path)
    outer.counts.put(pointer, name, counts)
  }
  body.unrecorded = new Unrecorded(body, counts, { recorder, outer, slot })
}
