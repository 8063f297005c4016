import type { SourceRange } from '../errors/kernel-error.ts'
import type { Problem } from './problem.ts'
import type { Finding, TextFinding } from './report.ts'

/** A finding as a problem, with its place when there is a text. */
export function toProblem(finding: Finding | TextFinding, source?: SourceRange): Problem {
  const { code, severity = 'error', message, pointer, hint } = finding
  return {
    severity,
    code,
    message,
    pointer,
    ...(source === undefined ? {} : { source }),
    ...(hint === undefined ? {} : { hint }),
  }
}

/** Whether any of the problems keeps the compose from running. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
