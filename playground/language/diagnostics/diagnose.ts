import type { Problem } from '../../../core/compose/problem.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import { innerProblems } from '../../../core/lint/check-compose.ts'
import { lintText } from '../../../core/lint/lint-text.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { habitProblems } from './habit-problems.ts'

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

/**
 * Everything that is wrong or suspicious, in the order of the text.
 *
 * Text that is not well-formed is not judged further: the rest would be guesses.
 */
export function diagnose(document: ComposeDocument): Diagnostic[] {
  const { parsed, text } = document
  const found = parsed.problems.map((problem) => ofProblem(problem, text))
  const analysis = parsed.root === undefined ? null : document.analysis
  if (parsed.root !== undefined && analysis !== null) {
    for (const problem of innerProblems(analysis, parsed.root, document.file)) found.push(ofProblem(problem, text))
    found.push(...habitProblems(document))
    for (const finding of lintText(analysis)) found.push({ ...finding, range: widened(finding.range, text) })
  }
  return withoutRepeats(found).sort((left, right) => left.range.start - right.range.start)
}

function ofProblem(problem: Problem, text: string): Diagnostic {
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
function widened({ start, end }: TextRange, text: string): TextRange {
  if (end > start) return { start, end }
  if (start < text.length && text[start] !== '\n') return { start, end: start + 1 }
  return { start: Math.max(0, start - 1), end: start }
}

/** Aliases and nested readers can find one thing twice. */
function withoutRepeats(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>()
  for (const diagnostic of found) {
    const { code, message, range } = diagnostic
    const key = `${code} ${range.start} ${range.end} ${message}`
    if (!seen.has(key)) seen.set(key, diagnostic)
  }
  return [...seen.values()]
}
