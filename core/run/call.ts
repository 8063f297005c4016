import type { Host } from '../host/index.ts'
import type { StreamManager } from '../streams/stream-manager.ts'
import type { Dict } from '../values.ts'
import type { Signal } from './signal.ts'
import type { SlotResult } from './slot-result.ts'

export interface RunSlotOptions {
  /** State the slot starts with; the state of the step's own frame when absent. */
  state?: Dict | undefined
  /** `$slot` inside; inherited when absent. */
  vars?: Dict | undefined
  /** The index of this turn, for loops: it appears in the trace's `iteration`. */
  index?: number
}

/**
 * What a native component may use while it runs: one immutable view per call, valid also when promises overlap.
 *
 * Pure contracts ignore it. Nothing here is shared mutable context.
 */
export interface Call {
  /** The host, behind the run's permissions. */
  readonly host: Host
  /** Open streams of the run. */
  readonly streams: StreamManager
  /** Fires when this call is cancelled; made on first use. */
  readonly signal: AbortSignal
  /** Throws `ExecutionCancelledError` when this call has been cancelled. Cheap. */
  ensureNotCancelled(): void
  /** True when the step has steps for this slot (an empty list counts). `body` and `children` are one. */
  hasSlot(name: string): boolean
  /** Runs a slot of the step. Throws `LCOD_SLOT_NOT_FOUND` when it is missing. */
  runSlot(name: string, options?: RunSlotOptions): SlotResult | Signal | Promise<SlotResult | Signal>
  /** Calls another component as `ctx.call` does: without slots. Signals cannot cross and become errors. */
  call(id: string, input?: Dict): unknown
  /** Runs when the step is over, whatever happened; last registered first. Its errors are logged, not thrown. */
  defer(cleanup: () => void | Promise<void>): void
  /** An absolute, normalised path for a path of the compose; relative ones start at the run's working directory. */
  resolvePath(path: string): string
}
