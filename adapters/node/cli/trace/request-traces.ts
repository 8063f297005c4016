import { rm } from 'node:fs/promises'
import type { IncomingRequest, RequestObservation } from '../../../../core/kernel-api.ts'
import type { ErrorScreen } from '../output.ts'
import type { TraceMaker, TraceOutput } from './trace-output.ts'

/** Trace files of requests that are kept at most: a server may run for long. */
const KEPT_FILES = 1_000

/** Events of a request after which turns of loops are counted, and not recorded: what serves for long must stay small. */
const FULL_EVENTS = 10_000

/**
 * A trace for each request of a served run. On the screen it is shown when the request is over; beside the file of the
 * run, `run.jsonl`, it is `run.0001.jsonl` and so on, of which the last thousand are kept; a collector gets it.
 *
 * A trace that cannot be written costs a warning, once, and never the answer.
 */
export class RequestTraces {
  readonly #maker: TraceMaker
  readonly #screen: ErrorScreen
  readonly #closing = new Set<Promise<void>>()
  #count = 0
  #warned = false

  constructor(maker: TraceMaker, screen: ErrorScreen) {
    this.#maker = maker
    this.#screen = screen
  }

  /** Opens the trace of one request. */
  observe({ traceContext }: IncomingRequest): RequestObservation | undefined {
    const count = ++this.#count
    let output: TraceOutput
    try {
      output = this.#maker.openWhole(traceContext, this.#fileOf(count))
    } catch (error) {
      this.#warn(error)
      return undefined
    }
    const { observer, context } = output
    const recording = { detail: { first: FULL_EVENTS, perMs: 0 } }
    return { observer, recording, ...(context && { traceContext: context }), end: () => this.#close(output, count) }
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    await Promise.all(this.#closing)
  }

  #close(output: TraceOutput, count: number): void {
    const closing: Promise<void> = (async () => {
      await output.close()
      if (this.#maker.file !== undefined) await rm(this.#fileOf(count - KEPT_FILES), { force: true })
    })()
      .catch((error) => this.#warn(error))
      .finally(() => this.#closing.delete(closing))
    this.#closing.add(closing)
  }

  #fileOf(count: number): string {
    const number = String(count).padStart(4, '0')
    return (this.#maker.file ?? '').replace(/(\.otlp\.json|\.[^./\\]*)?$/i, `.${number}$1`)
  }

  #warn(error: unknown): void {
    if (this.#warned) return
    this.#warned = true
    const reason = error instanceof Error ? error.message : String(error)
    this.#screen.write(`warning: Traces of requests cannot be written: ${reason}\n`)
  }
}
