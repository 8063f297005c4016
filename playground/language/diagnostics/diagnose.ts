import { innerProblems } from '../../../core/lint/check-compose.ts'
import { lintText } from '../../../core/lint/lint-text.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { type Diagnostic, ofProblem, widened } from './diagnostic.ts'
import { habitProblems } from './habit-problems.ts'

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
