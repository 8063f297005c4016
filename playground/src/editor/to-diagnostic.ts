import type { Diagnostic as Shown } from '@codemirror/lint'
import type { Diagnostic } from '../../language/index.ts'
import type { App } from '../app/app.ts'
import { problemBox } from './problem-box.ts'

/** A problem as the editor underlines it. @param length of the text, which may be shorter than the checked one. */
export function toDiagnostic(app: App, file: string, problem: Diagnostic, length: number): Shown {
  const from = Math.min(problem.range.start, length)
  return {
    from,
    to: Math.min(Math.max(problem.range.end, from), length),
    severity: problem.severity,
    source: problem.code,
    message: problem.message,
    renderMessage: () => problemBox(app, file, problem),
  }
}
