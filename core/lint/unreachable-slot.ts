import type { Step } from '../compose/composition.ts'
import { isAbsent, own } from '../values.ts'
import { type LintRule, stepsOf, warning } from './lint-rule.ts'

/**
 * A slot with steps that what is written beside it keeps from ever running: a branch of an `if` whose condition is
 * written out, the body of a loop over nothing, the `catch` of an empty `try`.
 *
 * Spec: engine.md 3.1, 3.2, 3.5.
 */
export const unreachableSlot: LintRule = {
  code: 'unreachable_slot',
  summary: 'A slot that can never run, as a condition or a list is written out.',
  advice: 'Remove the slot, or read the condition from the state (`$.key`).',
  check({ composition }) {
    return stepsOf(composition).flatMap((placed) => {
      const found = unreachable(placed.step)
      if (found === undefined || (placed.step.slots[found.slot] ?? []).length === 0) return []
      return [warning(unreachableSlot, { ...placed, composition }, `"${found.slot}" never runs: ${found.why}`)]
    })
  },
}

function unreachable(step: Step): { readonly slot: string; readonly why: string } | undefined {
  switch (/^lcod:\/\/flow\/(\w+)@/.exec(step.call)?.[1]) {
    case 'if':
      return ofIf(step)
    case 'foreach':
      return ofForeach(step)
    case 'try':
      return (step.slots['body'] ?? []).length === 0
        ? { slot: 'catch', why: 'there is nothing that may fail' }
        : undefined
    default:
      return undefined
  }
}

function ofIf(step: Step): ReturnType<typeof unreachable> {
  const cond = written(step, 'cond')
  if (cond === undefined) return undefined
  const shown = JSON.stringify(cond.value) ?? 'nothing'
  const counts = typeof cond.value === 'boolean' ? '' : `, which counts as ${Boolean(cond.value)}`
  return { slot: cond.value ? 'else' : 'then', why: `the condition is always ${shown}${counts}` }
}

function ofForeach(step: Step): ReturnType<typeof unreachable> {
  const list = written(step, 'list')
  if (list === undefined || !isAbsent(own(step.in, 'stream'))) return undefined
  if (isAbsent(list.value)) return { slot: 'body', why: 'no list is given' }
  if (!Array.isArray(list.value)) return undefined
  return list.value.length === 0
    ? { slot: 'body', why: 'the list is empty' }
    : { slot: 'else', why: 'the list is not empty' }
}

/** What an input always is; `undefined` when it comes from the state, or may come from a spread. */
function written({ in: input }: Step, name: string): { readonly value: unknown } | undefined {
  const value = own(input, name)
  if (typeof value === 'string' && value.startsWith('$')) return undefined
  if (value === undefined && Object.keys(input).some((key) => key.startsWith('__lcod'))) return undefined
  return { value }
}
