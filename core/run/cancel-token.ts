import { ExecutionCancelledError } from '../errors/kernel-error.ts'

/**
 * Cooperative cancellation, as a tree: cancelling a token cancels all below it.
 *
 * A run has one; `flow/parallel` and deadlines make children; cleanup runs under one of its own that the run's
 * cancellation does not reach (engine.md 2.10).
 */
export class CancelToken {
  #cancelled = false
  #reason: unknown
  #controller: AbortController | null = null
  #children: Set<CancelToken> | null = null
  readonly #parent: CancelToken | null

  constructor(parent: CancelToken | null = null) {
    this.#parent = parent
    if (parent === null) return
    if (parent.#cancelled) this.cancel(parent.#reason)
    else {
      parent.#children ??= new Set()
      parent.#children.add(this)
    }
  }

  get cancelled(): boolean {
    return this.#cancelled
  }

  get reason(): unknown {
    return this.#reason
  }

  /** For host calls; made on first use. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController()
      if (this.#cancelled) this.#controller.abort(this.error())
    }
    return this.#controller.signal
  }

  /** Has no effect the second time. */
  cancel(reason?: unknown): void {
    if (this.#cancelled) return
    this.#cancelled = true
    this.#reason = reason
    this.#controller?.abort(this.error())
    if (this.#children !== null) for (const child of this.#children) child.cancel(reason)
    this.release()
  }

  /** Lets go of the parent when the work under this token is over. */
  release(): void {
    if (this.#parent !== null) this.#parent.#children?.delete(this)
  }

  ensureNotCancelled(): void {
    if (this.#cancelled) throw this.error()
  }

  error(): ExecutionCancelledError {
    return new ExecutionCancelledError(this.#reason)
  }
}
