import type { Analysis } from '../analysis/analyse.ts'
import { invalidValue, missingInput, unknownInput } from './text-rules/inputs.ts'
import { outFields } from './text-rules/out-fields.ts'
import { unknownPaths } from './text-rules/paths.ts'
import { signalOutsideLoop } from './text-rules/signal-outside-loop.ts'
import { missingSlot, unknownSlot } from './text-rules/slots.ts'
import type { TextLintFinding, TextRule } from './text-rules/text-rule.ts'
import { unknownComponent } from './text-rules/unknown-component.ts'

const RULES: readonly TextRule[] = [
  unknownComponent,
  unknownInput,
  missingInput,
  invalidValue,
  unknownSlot,
  missingSlot,
  outFields,
  unknownPaths,
  signalOutsideLoop,
]

/**
 * Checks every step of a text, those of inner composes too, against the components it calls and the state it finds.
 *
 * Reports only what is certain, so that a warning is worth reading. In the order of the steps.
 */
export function lintText(analysis: Analysis): TextLintFinding[] {
  const findings: TextLintFinding[] = []
  for (const context of analysis.steps) {
    for (const rule of RULES) for (const finding of rule(context)) findings.push(finding)
  }
  return findings
}
