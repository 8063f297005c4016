import type { ErrorCode } from './catalog.ts'

/** Half-open range of offsets (UTF-16 units) into the text of `file`. */
export interface SourceRange {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** One hop of the way from the failing step up to the root, innermost first. */
export interface ErrorFrame {
  /** Pointer of the step inside its compose: `/compose/0/slots/body/2`. */
  readonly path: string
  /** What the step called. */
  readonly call: string
  /** Id of the component whose compose holds the step; absent for the root compose. */
  readonly component?: string
  readonly source?: SourceRange
}

/** The form of an error that composes, scripts and JSON output see (engine.md 3.7 and Appendix C). */
export interface ErrorShape {
  code: string
  message: string
  data?: unknown
}

export interface KernelErrorOptions {
  data?: unknown
  cause?: unknown
  source?: SourceRange | undefined
  /** What the reader can do about it: one sentence, no final period. */
  hint?: string | undefined
}

/**
 * The one error class of the kernel.
 *
 * `code` is one of the catalogue's codes, or whatever code a compose, script or host gave its own error.
 */
export class KernelError extends Error {
  override readonly name: string = 'KernelError'
  readonly code: ErrorCode | (string & {})
  readonly data?: unknown
  readonly hint?: string
  /** Position in the author's file; set where the error is found, or by the step that it passes first. */
  source?: SourceRange
  /** Steps it passed on its way up, innermost first. */
  readonly frames: ErrorFrame[] = []

  constructor(code: ErrorCode | (string & {}), message: string, options: KernelErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    if (options.data !== undefined) this.data = options.data
    if (options.hint !== undefined) this.hint = options.hint
    if (options.source !== undefined) this.source = options.source
  }

  /** The shape that catch slots and JSON output get: code, message, and data when there is any. */
  toJSON(): ErrorShape {
    const shape: ErrorShape = { code: this.code, message: this.message }
    if (this.data !== undefined) shape.data = this.data
    return shape
  }
}

/**
 * The run, or the part of it that met this, was cancelled. Not an error to a compose: `flow/try`, `run_slot` and
 * scripts let it pass (engine.md 2.10).
 */
export class ExecutionCancelledError extends KernelError {
  override readonly name = 'ExecutionCancelledError'
  /** Why: the user stopped it, a deadline passed, a budget ran out, or a sibling task failed. */
  readonly reason: unknown

  constructor(reason?: unknown) {
    super('cancelled', 'Execution cancelled')
    this.reason = reason
  }
}
