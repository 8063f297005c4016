import type { Composition } from '../../../core/compose/composition.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { formatProblem } from '../../../core/errors/code-frame.ts'
import type { ErrorScreen } from './output.ts'
import { createPaint } from './paint.ts'
import type { ComposeText } from './read-target.ts'

/**
 * Reads a compose and reports its problems on standard error, all of them.
 *
 * @returns `undefined` when it has errors: there is nothing to run.
 */
export function readDocument(document: ComposeText, screen: ErrorScreen, asJson: boolean): Composition | undefined {
  const { composition, problems } = parseCompose(document.text, { file: document.name })
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (asJson && errors.length > 0) {
    const message = `${document.name} cannot be run: ${counted(errors.length, 'error')}`
    screen.write(`${JSON.stringify({ error: { code: 'invalid_compose', message, data: { problems } } })}\n`)
  } else if (!asJson) {
    screen.write(problems.map((problem) => problemText(problem, document.text, screen.colour)).join(''))
    if (errors.length > 0) screen.write(`${document.name}: ${problemSummary(problems)}; nothing was run\n`)
  }
  return composition
}

/** A problem with its code frame, ending with a line break. */
export function problemText(problem: Problem, text: string | undefined, colour: boolean): string {
  const paint = createPaint(colour)
  const tint = problem.severity === 'error' ? paint.red : paint.yellow
  const label = `${problem.severity} ${problem.code}`
  // A function as replacement, so that nothing in the label is special.
  return `${formatProblem(problem, text).replace(label, () => tint(label))}\n`
}

/** `2 errors, 1 warning` */
export function problemSummary(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const warnings = problems.length - errors
  const parts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '']
  return parts.filter(Boolean).join(', ') || 'no problems'
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
