import type { Capability } from '../host/index.ts'
import type { Dict } from '../values.ts'
import type { OperatorCall } from './call.ts'
import type { Signal } from './signal.ts'

/** A JSON Schema fragment; core reads only the few keywords it needs, the whole goes to the `schemas` port and the docs. */
export type JsonSchema = { readonly [keyword: string]: unknown }

export interface SlotSpec {
  readonly summary?: string
  /** A step without it is refused at load. */
  readonly required?: boolean
  /** Names under `$slot` while it runs. */
  readonly provides?: readonly string[]
  /** The slot that the array shorthand stands for. */
  readonly isDefault?: boolean
}

/**
 * What a durable run does with a call when it is resumed: `replay` gives what the journal has, `repeat` makes the call
 * again (it is pure, or its slots and calls have entries of their own), `refuse` keeps it out of durable runs.
 */
export type ResumeRule = 'replay' | 'repeat' | 'refuse'

/** What is known of a component without running it. */
export interface ComponentInfo {
  readonly id: string
  /** Other ids that mean the same component. */
  readonly aliases?: readonly string[]
  /** One line for lists, completion and hover. */
  readonly summary?: string
  /** Object schema of the input. */
  readonly input?: JsonSchema
  /** Object schema of the output. */
  readonly output?: JsonSchema
  readonly slots?: Readonly<Record<string, SlotSpec>>
  /**
   * Inputs for which a missing or wrong value is refused, as `input` describes them; `true` for all. Of the others a wrong
   * value counts as absent, or is told in the component's own way.
   */
  readonly checksInput?: true | readonly string[]
  /** Ports it cannot do without. */
  readonly needs?: readonly Capability[]
  /** In durable runs. Default: see `resumeRule`; what is not known to be pure is replayed. */
  readonly onResume?: ResumeRule
  /** May be repeated and remembered; see `[hints]`. */
  readonly hints?: { readonly timeoutMs?: number; readonly retries?: number; readonly idempotent?: boolean }
}

/** What a component gives back: a value, a loop signal, or a promise of either. */
export type Result = unknown

/** A component written in the kernel's own language. */
export interface NativeComponent extends ComponentInfo {
  readonly kind: 'native'
  /**
   * `input` has been checked against `input` schema when it was defined by `defineContract`; it must not be changed.
   * Errors are thrown; `flow/break` and `flow/continue` are returned as `Signal`s.
   */
  run(input: Dict, call: OperatorCall): Result | Signal | Promise<Result | Signal>
}
