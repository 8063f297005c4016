import type { StepContext } from '../../analysis/step-context.ts'
import type { TextRange } from '../../compose/source-node.ts'
import type { TextLintCode } from '../../errors/text-lint.ts'

/** Something a rule found, at its exact place in the text. */
export interface TextLintFinding {
  readonly code: TextLintCode
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly pointer: string
  readonly range: TextRange
  readonly hint?: string
  /** What to write at the place instead, when there is one clear thing. */
  readonly suggestion?: string
}

/** Checks one step. An error keeps the step from doing what it is for; everything else is a warning. */
export type TextRule = (context: StepContext) => Iterable<TextLintFinding>

/** The hint and the suggestion for a name that is near to another. */
export function didYouMean(near: string | undefined): { readonly hint?: string; readonly suggestion?: string } {
  return near === undefined ? {} : { hint: `Did you mean "${near}"?`, suggestion: near }
}

/** Where to point for something that a step lacks: at what it calls. */
export function callRange({ step }: StepContext): TextRange {
  const { start, end } = step.fields.get('call')?.node ?? step.node
  return { start, end }
}
