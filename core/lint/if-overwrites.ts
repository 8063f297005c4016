import { type LintRule, stepsOf, warning } from './lint-rule.ts'
import { outAliases, selectedField } from './out-aliases.ts'

/**
 * `flow/if` without one of its branches gives nothing when that branch would run, and its `out` then takes away what
 * the state had under the alias.
 *
 * Spec: engine.md 3.1, "Trap".
 */
export const ifOverwrites: LintRule = {
  code: 'if_overwrites',
  summary: 'An `if` with a missing or empty branch whose `out` overwrites a key.',
  advice:
    'When no branch runs, the result is `{}` and the key becomes absent. Write `key?: field` to keep what was there.',
  check({ composition }) {
    return stepsOf(composition).flatMap((placed) => {
      const { step } = placed
      if (!/^lcod:\/\/flow\/if@/.test(step.call)) return []
      const empty = ['then', 'else'].filter((name) => (step.slots[name] ?? []).length === 0)
      if (empty.length === 0) return []
      return outAliases(step)
        .filter(({ optional, selector }) => !optional && selectedField(selector) !== undefined)
        .map(({ key, selector }) =>
          warning(
            ifOverwrites,
            { ...placed, composition },
            `"${key}" is lost when "${empty.join('" or "')}" would run, which has no steps`,
            `Write "${key}?: ${String(selector)}"`,
          ),
        )
    })
  },
}
