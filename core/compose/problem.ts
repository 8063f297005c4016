import type { SourceRange } from '../errors/kernel-error.ts'

/** One thing that is wrong, or suspicious, in a document. All of them are reported at once. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Stable code: `yaml_syntax`, `duplicate_key`, `missing_call`, `unknown_key`, … */
  readonly code: string
  /** Sentence case, no final period, quoted values, what was found and what was expected. */
  readonly message: string
  /** JSON pointer into the document: `/compose/0/slots/then`. */
  readonly pointer: string
  /** Absent only for values that have no text, such as inline composes. */
  readonly source?: SourceRange
  /** What to do, when there is one clear thing. */
  readonly hint?: string
}
