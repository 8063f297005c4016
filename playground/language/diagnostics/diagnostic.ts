import type { Problem } from '../../../core/compose/problem.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'

/** A problem at its place in the text. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** Stable; `docs/errors.md` explains the codes of reading, `core/errors/text-lint.ts` those of checking. */
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** Never empty, unless the text is. */
  readonly range: TextRange
  /** JSON pointer into the document. */
  readonly pointer: string
  /** What to write at the range instead, when there is one clear thing. */
  readonly suggestion?: string
}

/** A problem of a reader, at its place; at the beginning of the text when it has none. */
export function ofProblem(problem: Problem, text: string): Diagnostic {
  const { severity, code, message, hint, pointer, source } = problem
  const range = widened(source ?? { start: 0, end: 0 }, text)
  return { severity, code, message, pointer, range, ...(hint === undefined ? {} : { hint, ...suggested(hint) }) }
}

/** Readers name the nearest known key in their hint. */
function suggested(hint: string): { readonly suggestion?: string } {
  const near = /^Did you mean "(.+)"\?$/.exec(hint)?.[1]
  return near === undefined ? {} : { suggestion: near }
}

/** An empty range cannot be seen: it is widened to the character at it, or before it. */
export function widened({ start, end }: TextRange, text: string): TextRange {
  if (end > start) return { start, end }
  if (start < text.length && text[start] !== '\n') return { start, end: start + 1 }
  return { start: Math.max(0, start - 1), end: start }
}
