import type { Composition, Step } from '../compose/composition.ts'
import type { Problem } from '../compose/problem.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { DeclaredLogger, UsedLogger } from './loggers.ts'

/** What the rules may look at. */
export interface LintContext {
  readonly composition: Composition
  /** Everything that a run of the compose could call. */
  readonly registry: RegistryScope
  /** Completes relative ids. */
  readonly context?: PackageContext | undefined
  /** Outputs that the manifest declares; empty when it declares none, and the whole state is the result. */
  readonly outputs: readonly string[]
  /** Ids that `[deps]` requires; empty without that table, absent without a manifest. */
  readonly requires?: readonly string[] | undefined
  /** Loggers of `[logging]`; absent without that table. */
  readonly declaredLoggers?: readonly DeclaredLogger[] | undefined
  /** Loggers of the compose and of everything it calls. */
  readonly usedLoggers: readonly UsedLogger[]
}

/** Something that a compose may do and seldom means. */
export interface LintRule {
  /** Code of its problems; `docs/lint.md` explains it. */
  readonly code: string
  /** One sentence: what it finds. */
  readonly summary: string
  /** What is wrong with it, and what to write instead. */
  readonly advice: string
  check(context: LintContext): Problem[]
}

/** A step with its place. */
export interface PlacedStep {
  readonly step: Step
  readonly pointer: string
}

/** Every step of a compose, those in slots too, in the order of the document. */
export function stepsOf(composition: Composition): PlacedStep[] {
  const visit = (steps: readonly Step[], pointer: string): PlacedStep[] =>
    steps.flatMap((step, index) => {
      const here = `${pointer}/${index}`
      const inner = Object.entries(step.slots).flatMap(([name, slot]) => visit(slot, `${here}/slots/${name}`))
      return [{ step, pointer: here }, ...inner]
    })
  return visit(composition.steps, '/compose')
}

/** A warning about a step. */
export function warning(
  rule: Pick<LintRule, 'code'>,
  { composition, step, pointer }: PlacedStep & { readonly composition: Composition },
  message: string,
  hint?: string,
): Problem {
  const { file } = composition
  const [start, end] = step.at ?? []
  return {
    severity: 'warning',
    code: rule.code,
    message,
    pointer,
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined || start === undefined || end === undefined ? {} : { source: { file, start, end } }),
  }
}
