import type { ComposeProblemCode } from '../errors/compose.ts'
import type { TextRange } from './source-node.ts'

/** A problem before it is tied to a file: readers of plain values know only the pointer. */
export interface Finding {
  readonly code: ComposeProblemCode
  /** `error` when absent. */
  readonly severity?: 'error' | 'warning'
  readonly message: string
  readonly pointer: string
  readonly hint?: string
  /** Where to point: at the value unless `key` is said. */
  readonly part?: 'key'
}

export type Report = (finding: Finding) => void

/** A finding of a reader that knows the place in the text but not yet a pointer. */
export interface TextFinding extends Omit<Finding, 'part'> {
  readonly range: TextRange
}

export type TextReport = (finding: TextFinding) => void
