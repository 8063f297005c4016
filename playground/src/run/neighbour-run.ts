import type { ListNode, StepNode } from '../plan/step-tree.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { firstStepIn, framesAround } from './execution.ts'

/**
 * The run of a list before (-1) or after (1) the selected one, by its first step; of a step, those of the list it is in.
 *
 * @param selected the selected execution; without one in the list, the newest run is the one before.
 * @returns `undefined` when there is none in that direction.
 */
export function neighbourRun(
  model: TraceModel,
  node: StepNode | ListNode | undefined,
  { selected, direction }: { readonly selected: number; readonly direction: 1 | -1 },
): number | undefined {
  const list = model.place((node?.kind === 'step' ? node.parent : node)?.path ?? '')
  if (list === undefined) return undefined
  const around = framesAround(model, selected).find((frame) => model.placeOf(frame) === list)
  const index = around === undefined ? list.spans.length : list.spans.lowerBound(around, (id) => id)
  const next = index + direction
  return next >= 0 && next < list.spans.length ? firstStepIn(model, list.spans.at(next)) : undefined
}
