import { ifOverwrites } from '../../../core/lint/if-overwrites.ts'
import type { LintContext } from '../../../core/lint/lint-rule.ts'
import { unusedOutput } from '../../../core/lint/unused-output.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import type { Diagnostic } from './diagnostic.ts'

/** The rules of `lcod lint` that look at the whole compose and need no more than its text. */
const RULES = [ifOverwrites, unusedOutput]

/** What the rules find, at the entry of `out` that each is about. */
export function habitProblems({ parsed, analysis, options }: ComposeDocument): Diagnostic[] {
  const { composition } = parsed
  if (composition === undefined || analysis === null) return []
  const { registry, context, outputs = [] } = options
  const lintContext: LintContext = { composition, registry, context, outputs, usedLoggers: [] }
  return RULES.flatMap((rule) => rule.check(lintContext)).flatMap(({ severity, code, message, hint, source }) => {
    const step = analysis.steps.find((at) => at.step.node.start === source?.start)?.step
    const binding = step?.outputs.find(({ name }) => message.includes(`"${name}"`))
    if (binding === undefined) return []
    const { key, pointer } = binding
    const range = { start: key.start, end: key.end }
    return [{ severity, code, message, pointer, range, ...(hint === undefined ? {} : { hint }) }]
  })
}
