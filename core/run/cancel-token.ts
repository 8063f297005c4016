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
  #callbacks: Set<(error: ExecutionCancelledError) => void> | null = null
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

  /**
   * Calls back once when cancelled, at once when that has happened. The returned function takes the callback back; who
   * is done should call it, since a token outlives most of what waits for it.
   */
  onCancel(callback: (error: ExecutionCancelledError) => void): () => void {
    if (this.#cancelled) {
      callback(this.error())
      return () => {}
    }
    this.#callbacks ??= new Set()
    this.#callbacks.add(callback)
    return () => this.#callbacks?.delete(callback)
  }

  /** Has no effect the second time. */
  cancel(reason?: unknown): void {
    if (this.#cancelled) return
    this.#cancelled = true
    this.#reason = reason
    const callbacks = this.#callbacks
    this.#callbacks = null
    if (callbacks !== null) for (const callback of callbacks) callback(this.error())
    if (this.#children !== null) for (const child of this.#children) child.cancel(reason)
    this.release()
  }

  /** Whether cancelling `other` cancels this one: it is `other`, or below it. */
  isUnder(other: CancelToken): boolean {
    for (let token: CancelToken | null = this; token !== null; token = token.#parent) if (token === other) return true
    return false
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
