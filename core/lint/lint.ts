import type { Problem } from '../compose/problem.ts'
import { ifOverwrites } from './if-overwrites.ts'
import type { LintContext, LintRule } from './lint-rule.ts'
import { undeclaredLogger } from './undeclared-logger.ts'
import { unusedLogger } from './unused-logger.ts'
import { unusedOutput } from './unused-output.ts'

/** Habits: what is allowed and seldom meant. What a step gets wrong about what it calls is for `lintText`. */
export const lintRules: readonly LintRule[] = [ifOverwrites, unusedOutput, undeclaredLogger, unusedLogger]

/** Everything that the rules find, in the order of the document; what has no place comes last. */
export function lint(context: LintContext): Problem[] {
  const place = (problem: Problem) => problem.source?.start ?? Number.POSITIVE_INFINITY
  const problems = lintRules.flatMap((rule) => rule.check(context))
  return problems.sort((left, right) => (place(left) === place(right) ? 0 : place(left) - place(right)))
}
