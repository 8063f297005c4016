import type { KernelError } from '../errors/kernel-error.ts'
import type { ServedRequest } from '../trace/events.ts'
import { NO_ITERATION } from './frame.ts'
import type { Recorder } from './recorder.ts'

/** Tells an observer where a run begins and ends, and with what. */
export class RunReport {
  readonly #recorder: Recorder
  readonly #plan: string
  #began = false
  #status: { readonly status?: number } = {}

  /** @param plan Hash of the plan that runs, or that opened the host whose request runs. */
  constructor(recorder: Recorder, plan: string) {
    this.#recorder = recorder
    this.#plan = plan
  }

  /** Has no effect the second time. */
  begin(input: unknown, request?: ServedRequest): void {
    if (this.#began) return
    this.#began = true
    const body = { type: 'run', phase: 'start', plan: this.#plan, input: this.#recorder.preview(input) } as const
    this.#emit({ ...body, ...(request === undefined ? {} : { request }) })
  }

  /** Tells what a request is answered with; its end tells it. */
  answers(status: number): void {
    this.#status = { status }
  }

  end(output: unknown): void {
    this.#recorder.summarise()
    this.#emit({ type: 'run', phase: 'end', output: this.#recorder.preview(output), ...this.#status })
  }

  fail(error: KernelError): void {
    this.#recorder.summarise()
    this.#emit({ type: 'run', phase: 'error', error: error.toJSON(), ...this.#status })
  }

  #emit(body: Parameters<Recorder['emitAt']>[3]): void {
    this.#recorder.emitAt('', NO_ITERATION, 0, body)
  }
}
