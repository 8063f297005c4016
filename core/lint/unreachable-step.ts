import type { Step } from '../compose/composition.ts'
import { type LintRule, type PlacedStep, warning } from './lint-rule.ts'

const LEAVES = /^lcod:\/\/flow\/(break|continue|throw)@/

/**
 * A step behind one that leaves the list they stand in: `flow/break`, `flow/continue` or `flow/throw`.
 *
 * Spec: engine.md 3.6.
 */
export const unreachableStep: LintRule = {
  code: 'unreachable_step',
  summary: 'A step behind a `flow/break`, `flow/continue` or `flow/throw` in the same list.',
  advice: 'Remove it, or move it before the step that leaves.',
  check({ composition }) {
    return unreachableIn(composition.steps, '/compose').map(({ leaves, ...placed }) =>
      warning(unreachableStep, { ...placed, composition }, `The step never runs: "${leaves}" before it always leaves`),
    )
  },
}

/** The first step of each list that is never reached. */
function unreachableIn(steps: readonly Step[], pointer: string): Array<PlacedStep & { readonly leaves: string }> {
  const last = steps.findIndex((step) => LEAVES.test(step.call))
  const leaving = steps[last]
  const next = steps[last + 1]
  const here =
    leaving === undefined || next === undefined
      ? []
      : [{ step: next, pointer: `${pointer}/${last + 1}`, leaves: leaving.call }]
  const inside = steps.flatMap((step, index) =>
    Object.entries(step.slots).flatMap(([name, slot]) => unreachableIn(slot, `${pointer}/${index}/slots/${name}`)),
  )
  return [...here, ...inside]
}
