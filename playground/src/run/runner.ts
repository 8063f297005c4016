import { batch, type Signal, signal } from '@preact/signals'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import { toWireError } from '../../../adapters/browser/kernel/wire-error.ts'
import type { PermissionQuestion, RunRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { ExecutionCancelledError } from '../../../core/errors/kernel-error.ts'
import type { Permissions } from '../../../core/permissions/permissions.ts'
import type { Dict } from '../../../core/values.ts'
import type { TraceBatch } from '../trace/trace-batch.ts'
import { TraceModel } from '../trace/trace-model.ts'
import type { RunState } from './run-state.ts'

/** A run to be started. */
export interface RunPlan {
  readonly text: string
  readonly file: string
  readonly input: Dict
  readonly permissions: Permissions
  readonly trace: boolean
  readonly recording?: NonNullable<RunRequest['recording']>
  /** What Git's requests of the run go through. */
  readonly corsProxy?: string
}

export interface RunnerOptions {
  readonly ask: (question: PermissionQuestion, withdrawn: AbortSignal) => Promise<boolean>
  /** Calls back before the next picture is drawn. */
  readonly nextFrame: (callback: () => void) => void
}

/** Between two pictures of a run that goes on: drawing takes time from what it shows. */
const DRAW_EVERY_MS = 80

/** Runs one compose at a time and keeps the trace of the last run. */
export class Runner {
  readonly state: Signal<RunState> = signal({ kind: 'idle' })
  readonly model: Signal<TraceModel> = signal(new TraceModel())
  /** Changes when the model has grown: with a frame, and no more often than people can follow. */
  readonly version = signal(0)
  /** Runs that were started. */
  readonly runs = signal(0)
  /** The file whose run the model shows. */
  readonly file = signal('')
  /** What the compose said when the run began; empty for a recorded one. */
  readonly text = signal('')
  readonly #options: RunnerOptions
  #controller: AbortController | undefined
  #frameAsked = false
  #drawnAt = Number.NEGATIVE_INFINITY

  constructor(options: RunnerOptions) {
    this.#options = options
  }

  /** Takes a batch of the run that is under way. */
  take(events: TraceBatch): void {
    this.model.value.append(events)
    this.#changed()
  }

  /** Shows a recorded run. */
  show(model: TraceModel, file: string): void {
    batch(() => {
      this.model.value = model
      this.file.value = file
      this.text.value = ''
      this.state.value = { kind: 'idle' }
      this.version.value++
    })
  }

  async run(client: KernelClient, plan: RunPlan): Promise<void> {
    if (this.state.value.kind === 'running') return
    const controller = new AbortController()
    this.#controller = controller
    batch(() => {
      this.model.value = new TraceModel()
      this.file.value = plan.file
      this.text.value = plan.text
      this.runs.value++
      this.version.value++
      this.state.value = { kind: 'running', stopping: false }
    })
    try {
      const output = await client.run(plan, { signal: controller.signal, onPermission: this.#options.ask })
      this.state.value = { kind: 'done', output }
    } catch (error) {
      const kind = error instanceof ExecutionCancelledError ? 'stopped' : 'failed'
      this.state.value = { kind, error: toWireError(error) }
    } finally {
      this.version.value++
    }
  }

  /** Asks the run to end; a worker that does not listen is ended. */
  stop(): void {
    if (this.state.value.kind !== 'running') return
    this.state.value = { kind: 'running', stopping: true }
    this.#controller?.abort('The user stopped it')
  }

  #changed(): void {
    if (this.#frameAsked) return
    this.#frameAsked = true
    const update = () => {
      this.#frameAsked = false
      this.#drawnAt = performance.now()
      this.version.value++
    }
    const wait = this.#drawnAt + DRAW_EVERY_MS - performance.now()
    if (wait <= 0) this.#options.nextFrame(update)
    else setTimeout(() => this.#options.nextFrame(update), wait)
  }
}
