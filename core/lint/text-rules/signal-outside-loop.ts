import { isFlowCall } from '../../compose/flow-call.ts'
import { callRange, type TextRule } from './text-rule.ts'

/** Loop signals that no loop of the same compose can take. */
export const signalOutsideLoop: TextRule = function* (context) {
  const { id, loop, step } = context
  const kind = ['break', 'continue'].find((operator) => isFlowCall(id, operator))
  if (kind === undefined || loop !== false) return
  yield {
    code: 'signal_outside_loop',
    severity: 'error',
    message: `"flow/${kind}" stands outside of a loop`,
    pointer: `${step.pointer}/call`,
    range: callRange(context),
    hint: 'Move it into the body of a loop',
  }
}
