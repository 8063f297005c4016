import type { StepNode } from '../../../core/analysis/step-tree.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import type { ComposeDocument } from '../document/compose-document.ts'

/** Pointer of the innermost step around an offset, in the form that a run tells: slots by name, whatever the text. */
export function pointerAt({ analysis }: ComposeDocument, offset: number): string | undefined {
  let best: { readonly path: string; readonly length: number } | undefined
  for (const { step, frame } of analysis?.steps ?? []) {
    const { start, end } = step.node
    const isAround = start <= offset && offset <= end && frame === analysis?.frames[0]
    if (isAround && (best === undefined || end - start <= best.length))
      best = { path: runPath(step), length: end - start }
  }
  return best?.path
}

/** The place of a step that a run names by its path. */
export function rangeOfPointer({ analysis }: ComposeDocument, pointer: string): TextRange | undefined {
  for (const { step } of analysis?.steps ?? []) {
    if (step.pointer !== pointer && runPath(step) !== pointer) continue
    return { start: step.node.start, end: step.node.end }
  }
  return undefined
}

/** A run's path of a step: `/compose/0/slots/body/2`, also where the text has `children`, a list, or no `compose` key. */
function runPath(step: StepNode): string {
  const { list } = step
  const base =
    list.owner === undefined ? list.pointer || '/compose' : `${runPath(list.owner.step)}/slots/${list.owner.slot}`
  return `${base}/${list.steps.indexOf(step)}`
}
