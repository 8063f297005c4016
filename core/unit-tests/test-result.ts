import type { Difference } from '../diff/structural-diff.ts'
import type { ErrorShape } from '../errors/kernel-error.ts'
import type { LogEntry } from '../host/log.ts'

/** A difference, with the step that wrote the value it is in. */
export interface TracedDifference extends Difference {
  /** Trace path of that step: `/compose/2`. Absent when no step wrote it. */
  readonly writtenBy?: string
}

/** One reason why a test failed. */
export interface TestFailure {
  /** Sentence case, no final period. */
  readonly message: string
  readonly differences?: readonly TracedDifference[]
  /** What the component ended with, when that was not wanted. */
  readonly error?: ErrorShape
  /** Trace path of the step that failed: `/compose/0!/compose/2`. */
  readonly path?: string
}

/** How a test ended. */
export interface TestResult {
  readonly name: string
  /** Name of its file, as it was read. */
  readonly file: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly durationMs: number
  /** Empty unless it failed. */
  readonly failures: readonly TestFailure[]
  /** Why it did not run. */
  readonly reason?: string
  /** What the component gave, when it gave something: what `--update` writes. */
  readonly actual?: unknown
  /** Log entries that no binding took. */
  readonly logs?: readonly LogEntry[]
}
