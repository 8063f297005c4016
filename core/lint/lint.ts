import type { Problem } from '../compose/problem.ts'
import { ifOverwrites } from './if-overwrites.ts'
import type { LintContext, LintRule } from './lint-rule.ts'
import { undeclaredDependency } from './undeclared-dependency.ts'
import { undeclaredLogger } from './undeclared-logger.ts'
import { unreachableSlot } from './unreachable-slot.ts'
import { unreachableStep } from './unreachable-step.ts'
import { unusedLogger } from './unused-logger.ts'
import { unusedOutput } from './unused-output.ts'

/** Habits: what is allowed and seldom meant. What a step gets wrong about what it calls is for `lintText`. */
export const lintRules: readonly LintRule[] = [
  ifOverwrites,
  unusedOutput,
  unreachableSlot,
  unreachableStep,
  undeclaredDependency,
  undeclaredLogger,
  unusedLogger,
]

/** Everything that the rules find, in the order of the document; what has no place in it comes last. */
export function lint(context: LintContext): Problem[] {
  const place = ({ source }: Problem) =>
    source !== undefined && source.file === context.composition.file ? source.start : Number.POSITIVE_INFINITY
  const problems = lintRules.flatMap((rule) => rule.check(context))
  return problems.sort((left, right) => (place(left) === place(right) ? 0 : place(left) - place(right)))
}
