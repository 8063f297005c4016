import type { StepList, StepNode } from '../../../core/analysis/step-tree.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import type { ComposeDocument } from '../document/compose-document.ts'

/** A step or slot in the outline. */
export interface DocumentSymbol {
  readonly kind: 'step' | 'slot'
  /** `flow/foreach` of a step, the name of a slot. */
  readonly name: string
  /** Keys that a step writes. */
  readonly detail?: string
  /** Pointer into the document. */
  readonly pointer: string
  readonly range: TextRange
  /** What to select when it is chosen; inside `range`. */
  readonly selection: TextRange
  readonly children: readonly DocumentSymbol[]
}

/** The steps and slots of a document as a tree. */
export function symbolsOf({ analysis }: ComposeDocument): DocumentSymbol[] {
  const list = analysis?.frames[0]?.list
  return list === undefined ? [] : stepSymbols(list)
}

function stepSymbols({ steps }: StepList): DocumentSymbol[] {
  return steps.map((step) => {
    const written = step.outputs.map(({ name }) => name).join(', ')
    return {
      kind: 'step',
      name: shortName(step),
      ...(written === '' ? {} : { detail: written }),
      pointer: step.pointer,
      range: rangeOf(step.node),
      selection: rangeOf(step.fields.get('call')?.node ?? step.node),
      children: slotSymbols(step),
    }
  })
}

function slotSymbols({ slots }: StepNode): DocumentSymbol[] {
  return slots.map(({ name, key, steps }) => ({
    kind: 'slot',
    name,
    pointer: steps.pointer,
    range: { start: Math.min(key?.start ?? steps.node.start, steps.node.start), end: steps.node.end },
    selection: rangeOf(key ?? steps.node),
    children: stepSymbols(steps),
  }))
}

/** The id without what every id has. */
function shortName({ call }: StepNode): string {
  return call === '' ? '…' : call.replace(/^lcod:\/\/(?:contract\/)?/, '').replace(/@[^@/]*$/, '')
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end }
}
