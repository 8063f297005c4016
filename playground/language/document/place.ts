import type { Analysis } from '../../../core/analysis/analyse.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { Binding, SlotNode } from '../../../core/analysis/step-tree.ts'
import { joinPointer } from '../../../core/compose/pointer.ts'
import type { PathAt } from './path-at.ts'

/** What a place of the text means in the language. */
export type Place =
  | { readonly kind: 'document-key' }
  /** Where a list of steps belongs. */
  | { readonly kind: 'steps' }
  | { readonly kind: 'step-key'; readonly at: StepContext }
  | { readonly kind: 'call'; readonly at: StepContext }
  | { readonly kind: 'collect-path'; readonly at: StepContext }
  | { readonly kind: 'input-name'; readonly at: StepContext; readonly binding?: Binding }
  /** A value inside an input: `path` leads from the input to it; `isKey` when a key of an object there is meant. */
  | {
      readonly kind: 'input-value'
      readonly at: StepContext
      readonly binding: Binding
      readonly path: readonly string[]
      readonly isKey: boolean
    }
  | { readonly kind: 'output-name'; readonly at: StepContext; readonly binding?: Binding }
  | { readonly kind: 'output-value'; readonly at: StepContext; readonly binding: Binding }
  | { readonly kind: 'slot-name'; readonly at: StepContext; readonly slot?: SlotNode }
  | { readonly kind: 'other' }

const OTHER: Place = { kind: 'other' }

/** The meaning of a place. */
export function placeOf(analysis: Analysis, path: PathAt): Place {
  const found = innermostStep(analysis, path.segments)
  if (found === undefined) return outsideSteps(path)
  const { at, rest } = found
  const isKey = path.part === 'key'
  const [field, name, ...more] = rest
  if (field === undefined) return OTHER
  if (name === undefined) return isKey ? { kind: 'step-key', at } : fieldValue(field, at)
  switch (field) {
    case 'in': {
      const binding = bindingAt(at.step.inputs, at, 'in', name)
      if (isKey && more.length === 0) return { kind: 'input-name', at, ...(binding === undefined ? {} : { binding }) }
      return binding === undefined ? OTHER : { kind: 'input-value', at, binding, path: more, isKey }
    }
    case 'out': {
      const binding = bindingAt(at.step.outputs, at, 'out', name)
      if (isKey && more.length === 0) return { kind: 'output-name', at, ...(binding === undefined ? {} : { binding }) }
      return binding === undefined || isKey ? OTHER : { kind: 'output-value', at, binding }
    }
    case 'slots':
    case 'children': {
      if (!isKey) return { kind: 'steps' }
      // A key where a slot's list should be: its dash is still missing.
      if (more.length > 0) return { kind: 'steps' }
      const slot = at.step.slots.find((one) => one.name === name)
      return { kind: 'slot-name', at, ...(slot === undefined ? {} : { slot }) }
    }
    default:
      return OTHER
  }
}

function fieldValue(field: string, at: StepContext): Place {
  if (field === 'call') return { kind: 'call', at }
  if (field === 'collectPath') return { kind: 'collect-path', at }
  return field === 'slots' || field === 'children' ? { kind: 'steps' } : OTHER
}

function outsideSteps({ segments, part }: PathAt): Place {
  if (part === 'key' && segments.length === 1) return { kind: 'document-key' }
  return segments[0] === 'compose' || segments.length === 0 || /^\d+$/.test(segments[0] ?? '')
    ? { kind: 'steps' }
    : OTHER
}

function bindingAt(bindings: readonly Binding[], at: StepContext, side: string, name: string): Binding | undefined {
  const pointer = joinPointer(joinPointer(at.step.pointer, side), name)
  return bindings.find((binding) => binding.pointer === pointer)
}

/** The deepest step around a path, and what of the path is left inside it. */
function innermostStep(
  analysis: Analysis,
  segments: readonly string[],
): { readonly at: StepContext; readonly rest: readonly string[] } | undefined {
  const prefixes = new Map<string, number>()
  let pointer = ''
  segments.forEach((segment, index) => {
    pointer = joinPointer(pointer, segment)
    prefixes.set(pointer, index + 1)
  })
  let best: { readonly at: StepContext; readonly length: number } | undefined
  for (const at of analysis.steps) {
    const length = prefixes.get(at.step.pointer)
    if (length !== undefined && (best === undefined || length > best.length)) best = { at, length }
  }
  return best === undefined ? undefined : { at: best.at, rest: segments.slice(best.length) }
}
