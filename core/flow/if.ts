import type { NativeComponent } from '../run/component.ts'
import { Scope } from '../run/scope.ts'

/**
 * Runs `then` when `cond` is truthy as in JavaScript, else `else`.
 *
 * The result is the whole final state of the branch; without a branch to run it is `{}`, so that a non-optional `out`
 * makes its alias absent.
 *
 * Spec: engine.md 3.1.
 */
export const flowIf: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/if@1',
  summary: 'Run one of two slots, by a condition',
  input: {
    type: 'object',
    properties: { cond: { description: 'Truthy as in JavaScript: empty lists and objects are true' } },
  },
  output: { type: 'object', description: 'Final state of the slot that ran; empty when none did' },
  slots: {
    then: { summary: 'Runs when the condition holds', isDefault: true },
    else: { summary: 'Runs when it does not' },
  },
  run(input, call) {
    const slot = call.slot(input['cond'] ? 'then' : 'else')
    return slot === undefined ? Scope.empty : slot.run()
  },
}
