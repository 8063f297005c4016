/**
 * What a run tells an observer (DESIGN.md 7). Everything that shows a run is built on this one stream.
 *
 * Nothing here is made when nobody observes.
 */
import type { ErrorShape } from '../errors/kernel-error.ts'
import type { LogEntry } from '../host/log.ts'
import type { StepCount } from '../run/list-counts.ts'

interface EventBase {
  /** Counts from 0 in the order of emission. */
  readonly seq: number
  /** Milliseconds since the run began. */
  readonly t: number
  /**
   * The place: a pointer into the root compose (`/compose/0/slots/body/2`); steps of a called component follow the
   * calling step after `!` (`/compose/1!/compose/0`).
   */
  readonly path: string
  /** One index per enclosing loop or parallel block, outermost first. */
  readonly iteration: readonly number[]
  /** Nesting of slots and component calls; 0 for the root list. */
  readonly depth: number
}

/** The request that a run answers. */
export interface ServedRequest {
  /** That of the run: `$run.id`, and `run` in the log of the request. */
  readonly id: string
  readonly method: string
  /** Without the query. */
  readonly path: string
}

/** A bounded picture of a value: the value itself when small, else its kind, size and head. */
export type Preview =
  | { readonly value: unknown }
  | {
      readonly kind: string
      readonly size: number
      readonly head: string
      /** What `RecordingOptions.keepLarge` gave for the value. */
      readonly ref?: number
    }

export type TraceEvent = EventBase &
  (
    | {
        readonly type: 'run'
        readonly phase: 'start'
        readonly plan: string
        readonly input: Preview
        /** Set for a run that answers a request of an HTTP host. */
        readonly request?: ServedRequest
      }
    /** `status` is that of the answer to a request. */
    | { readonly type: 'run'; readonly phase: 'end'; readonly output: Preview; readonly status?: number }
    | { readonly type: 'run'; readonly phase: 'error'; readonly error: ErrorShape; readonly status?: number }
    | {
        readonly type: 'step'
        readonly phase: 'start'
        readonly call: string
        readonly input: Preview
        /** Offsets of the step in its document, when known. */
        readonly source?: readonly [number, number]
      }
    | {
        readonly type: 'step'
        readonly phase: 'end'
        readonly call: string
        readonly output: Preview
        /**
         * Milliseconds since the run began at which the step gave its turn away: from then to its end it waited for what
         * it had asked of the host, or went on with it. Absent when it never did, and for steps whose time is that of
         * steps inside, and unless the recording tells of waits. A time, as `t` is: runs are not compared by it.
         */
        readonly waitsFrom?: number
        /** The call was not made: a durable run took what it gave from its journal. */
        readonly replayed?: true
      }
    | { readonly type: 'step'; readonly phase: 'signal'; readonly call: string; readonly signal: 'break' | 'continue' }
    | {
        readonly type: 'step'
        readonly phase: 'error'
        readonly call: string
        readonly error: ErrorShape
        /** As at the end of a step. */
        readonly waitsFrom?: number
        /** As at the end of a step. */
        readonly replayed?: true
      }
    | {
        readonly type: 'slot'
        readonly phase: 'enter'
        readonly slot: string
        readonly vars: Preview
        /** What `$` starts with, for a slot that does not see the state around it. */
        readonly state?: Preview
      }
    | { readonly type: 'slot'; readonly phase: 'exit'; readonly slot: string }
    /** At the path of a step list when it is not known which of its steps wrote. */
    | { readonly type: 'scope'; readonly key: string; readonly value: Preview; readonly previous?: Preview }
    | {
        readonly type: 'script'
        readonly phase: 'start'
        /** Its beginning. */
        readonly source: string
      }
    | {
        readonly type: 'script'
        readonly phase: 'end'
        /** Work units used (docs/security.md); 0 when it never began. */
        readonly fuel: number
      }
    | {
        /** Turns of a loop that were counted and not recorded (`RecordingOptions.detail`), since the last summary. */
        readonly type: 'summary'
        /** Times the list at `path` was run; negative when turns that were counted before are recorded after all. */
        readonly turns: number
        /** Steps of the list that ran in them. */
        readonly steps: readonly StepCount[]
      }
    | { readonly type: 'log'; readonly entry: LogEntry }
    | {
        readonly type: 'http'
        readonly method: string
        /** Scheme, host and path. */
        readonly url: string
        /** Absent when no answer came. */
        readonly status?: number
        /** Code of the failure when no answer came. */
        readonly error?: string
        /** Id that the request carried in `traceparent`; absent outside a W3C trace. */
        readonly spanId?: string
      }
    | {
        readonly type: 'progress'
        /** What is being done, in words. */
        readonly phase: string
        readonly loaded: number
        /** Absent when it is not known. */
        readonly total?: number
      }
    | { readonly type: 'retry'; readonly call: string; readonly attempt: number; readonly error: ErrorShape }
    | {
        readonly type: 'stream'
        readonly phase: 'open' | 'read' | 'close'
        readonly id: string
        readonly bytes?: number
      }
  )

/** Receives events in order, synchronously; it must not throw and should be quick. */
export type TraceObserver = (event: TraceEvent) => void
