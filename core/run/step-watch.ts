import type { KernelError } from '../errors/kernel-error.ts'
import { emitKernelLog } from '../logging/emit-log.ts'
import { levelRank } from '../logging/log-entry.ts'
import type { TraceEvent } from '../trace/events.ts'
import { type Dict, isDict, kindOf, setOwn } from '../values.ts'
import type { Frame } from './frame.ts'
import type { LinkedStep } from './link.ts'
import { STEP_LOGGER } from './run-state.ts'
import { Scope } from './scope.ts'
import type { Signal } from './signal.ts'

/**
 * Reports one step to the observer and to the kernel log; made only while somebody listens.
 *
 * Spec: engine.md 5.6 for the log payloads; DESIGN.md 7 for the events.
 */
export class StepWatch {
  readonly #step: LinkedStep
  readonly #index: number
  readonly #frame: Frame
  readonly #start: number
  readonly #path: string
  #waits: { readonly waitsFrom: number } | undefined

  constructor(step: LinkedStep, index: number, frame: Frame) {
    this.#step = step
    this.#index = index
    this.#frame = frame
    this.#start = frame.ctx.run.host.clock.monotonic()
    this.#path = frame.ctx.activation.pathPrefix + step.plan.path
  }

  started(input: Dict): void {
    const { recorder } = this.#frame.ctx.run
    const { plan, call } = this.#step
    if (recorder !== undefined) {
      const frame = this.#frame
      // Written out in full at each place: spreading a common part costs ten times the rest.
      recorder.observer({
        seq: recorder.nextSeq(),
        t: recorder.elapsed(),
        path: this.#path,
        iteration: frame.iteration,
        depth: frame.depth,
        type: 'step',
        phase: 'start',
        call,
        input: recorder.preview(input),
        ...(plan.at === undefined ? undefined : { source: plan.at }),
      })
    }
    if (this.#logs('info')) {
      const hasChildren = this.#step.slots !== null && [...this.#step.slots.values()].some((steps) => steps.length > 0)
      this.#log('info', {
        phase: 'start',
        stepIndex: this.#index,
        collectPath: plan.collect === undefined ? undefined : plan.collectText,
        inputKeys: nonEmpty(Object.keys(input)),
        slotKeys: nonEmpty(Object.keys(this.#frame.vars)),
        hasChildren: hasChildren || undefined,
      })
    }
  }

  readonly wrote = (key: string, value: unknown, previous: unknown): void => {
    const { recorder } = this.#frame.ctx.run
    if (recorder === undefined) return
    const frame = this.#frame
    const event: TraceEvent = {
      seq: recorder.nextSeq(),
      t: recorder.elapsed(),
      path: this.#path,
      iteration: frame.iteration,
      depth: frame.depth,
      type: 'scope',
      key,
      value: recorder.preview(value),
    }
    recorder.observer(previous === undefined ? event : { ...event, previous: recorder.preview(previous) })
  }

  /** The component has made a promise: from here on the step waits, as far as the kernel can see. */
  gaveWay(): void {
    const { recorder } = this.#frame.ctx.run
    if (recorder?.tellsWaits) this.#waits = { waitsFrom: recorder.elapsed() }
  }

  ended(result: unknown): void {
    const { recorder } = this.#frame.ctx.run
    const { call } = this.#step
    if (recorder !== undefined) {
      const frame = this.#frame
      const event: TraceEvent = {
        seq: recorder.nextSeq(),
        t: recorder.elapsed(),
        path: this.#path,
        iteration: frame.iteration,
        depth: frame.depth,
        type: 'step',
        phase: 'end',
        call,
        output: recorder.preview(shown(result)),
      }
      const isPlain = this.#waits === undefined && !this.#wasReplayed
      recorder.observer(isPlain ? event : { ...event, ...this.#waits, ...this.#replayed })
    }
    if (this.#logs('info')) {
      const value = plain(result)
      this.#log('info', {
        phase: 'success',
        stepIndex: this.#index,
        durationMs: this.#elapsed(),
        resultType: kindOf(value),
        resultKeys: isDict(value) ? nonEmpty(Object.keys(value)) : undefined,
        resultLength: Array.isArray(value) ? value.length : undefined,
      })
    }
  }

  signalled(signal: Signal): void {
    const { plan, call } = this.#step
    const { recorder } = this.#frame.ctx.run
    recorder?.emit(this.#frame, plan.path, { type: 'step', phase: 'signal', call, signal: signal.kind })
  }

  failed(error: KernelError): void {
    const { plan, call } = this.#step
    const { recorder } = this.#frame.ctx.run
    recorder?.emit(this.#frame, plan.path, {
      type: 'step',
      phase: 'error',
      call,
      error: error.toJSON(),
      ...this.#waits,
      ...this.#replayed,
    })
    if (this.#logs('error')) {
      this.#log('error', {
        phase: 'error',
        stepIndex: this.#index,
        durationMs: this.#elapsed(),
        error: { message: error.message, type: error.name },
      })
    }
  }

  get #wasReplayed(): boolean {
    return this.#frame.ctx.run.durable?.wasReplayed(this.#step, this.#frame) === true
  }

  get #replayed(): { readonly replayed: true } | undefined {
    return this.#wasReplayed ? { replayed: true } : undefined
  }

  #logs(level: 'info' | 'error'): boolean {
    const { run, quiet } = this.#frame.ctx
    return !quiet && levelRank(level) >= run.stepThreshold
  }

  #log(level: 'info' | 'error', fields: Dict): void {
    const data: Dict = {}
    for (const key of Object.keys(fields)) if (fields[key] !== undefined) data[key] = fields[key]
    const tags = { logger: STEP_LOGGER, componentId: this.#step.call }
    const place = { frame: this.#frame, path: this.#step.plan.path }
    emitKernelLog(this.#frame.ctx, level, 'compose.step', data, tags, place)
  }

  #elapsed(): number {
    return this.#frame.ctx.run.host.clock.monotonic() - this.#start
  }
}

/** Of a slot or component that ended with a scope, what it wrote: the rest was there before. */
function shown(result: unknown): unknown {
  if (!(result instanceof Scope)) return result
  const written: Dict = {}
  for (const key of result.written()) setOwn(written, key, result.get(key))
  return written
}

function plain(result: unknown): unknown {
  return result instanceof Scope ? result.toObject() : result
}

function nonEmpty(keys: string[]): string[] | undefined {
  return keys.length === 0 ? undefined : keys
}
