import type { Component, RegistryScope } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { ResultView } from './result-view.ts'
import type { Signature } from './signature.ts'
import type { StateScope } from './state-scope.ts'
import type { StepList, StepNode } from './step-tree.ts'
import type { Readable } from './value-shape.ts'

/** Where the steps of a list run, as far as the text tells. */
export interface Ground extends Readable {
  readonly registry: RegistryScope
  /** Whether a loop of the same compose takes their `break`; `unknown` in slots of components. */
  readonly loop: boolean | 'unknown'
}

/** Everything known of one step before it runs. */
export interface StepContext extends Ground {
  readonly step: StepNode
  /** The completed id; empty when the step names none. */
  readonly id: string
  /** Absent when nothing here has the id. */
  readonly component: Component | undefined
  readonly signature: Signature | undefined
  /** Something other than a component may answer: the id is bound to one that is missing. */
  readonly isBound: boolean
  readonly result: ResultView
  /** The state after the step. */
  readonly after: StateScope
  /** Grounds of its slots, by name. */
  readonly slotGrounds: ReadonlyMap<string, Ground>
  /** The final states of its slots, by name. */
  readonly slotEnds: ReadonlyMap<string, StateScope>
  readonly frame: Frame
}

/** Steps that share one state: those of the document, or of a compose inside the data of a step. */
export interface Frame {
  readonly list: StepList
  readonly start: StateScope
  /** Declared outputs; empty when the whole state is the result. */
  readonly outputs: readonly string[]
  readonly context: PackageContext | undefined
}
