import type { Composition, Step } from '../compose/composition.ts'
import { isDict } from '../values.ts'
import { type LintRule, warning } from './lint-rule.ts'
import { outAliases } from './out-aliases.ts'

/**
 * A key of the state that a step writes, that nothing reads, and that is no declared output. Without declared outputs
 * the whole state is the result, and nothing is unused.
 *
 * Spec: none, ours.
 */
export const unusedOutput: LintRule = {
  code: 'unused_output',
  summary: 'A key that a step writes and nobody reads, in a compose with declared outputs.',
  advice: 'Remove the entry of `out`, or declare the key under `[outputs]` of lcp.toml.',
  check({ composition, outputs }) {
    if (outputs.length === 0) return []
    const reads = new Set<string>(outputs)
    if (!collectReads(composition.steps, reads)) return []
    return writes(composition).flatMap(({ key, step, pointer }) =>
      reads.has(key)
        ? []
        : [
            warning(
              unusedOutput,
              { step, pointer, composition },
              `Nothing reads "${key}", and it is no declared output`,
            ),
          ],
    )
  },
}

/** Keys that the steps of the compose itself write; what slots write is read by the step that has them. */
function writes({ steps }: Composition): Array<{ key: string; step: Step; pointer: string }> {
  return steps.flatMap((step, index) =>
    outAliases(step).map(({ key }) => ({ key, step, pointer: `/compose/${index}` })),
  )
}

/** Adds every state key that is read by path. @returns false when something reads the whole state. */
function collectReads(steps: readonly Step[], reads: Set<string>): boolean {
  return steps.every((step) => {
    // Scripts and inline composes without an input of their own see the state they stand in.
    if (/^lcod:\/\/(contract\/)?tooling\/script@/.test(step.call)) return false
    return readsOf(step.in, reads) && Object.values(step.slots).every((slot) => collectReads(slot, reads))
  })
}

function readsOf(value: unknown, reads: Set<string>): boolean {
  if (typeof value === 'string') {
    if (value === '__lcod_state__' || value === '$.' || value === '$') return false
    const key = /^\$\.([^.[\]]+)/.exec(value)?.[1]
    if (key !== undefined) reads.add(key)
    return true
  }
  if (Array.isArray(value)) return value.every((item) => readsOf(item, reads))
  return (
    !isDict(value) || Object.entries(value).every(([key, item]) => key !== '__lcod_state__' && readsOf(item, reads))
  )
}
