import { isFlowCall } from '../compose/flow-call.ts'
import { readReference, splitPath } from './references.ts'
import { type ResultView, resultOfFields, resultOfScopes, resultOfSignature, unknownResult } from './result-view.ts'
import { itemShape, joinShapes, type Shape, shapeAt } from './shape.ts'
import type { Signature } from './signature.ts'
import { endsWithSlotState, inputShape } from './slot-grounds.ts'
import type { ScopeEntry, StateScope } from './state-scope.ts'
import type { Ground } from './step-context.ts'
import type { Binding, StepNode } from './step-tree.ts'
import { bindingShape, pathShape } from './value-shape.ts'

/** What the result of a step is made from. */
export interface ResultSources {
  readonly step: StepNode
  readonly id: string
  readonly signature: Signature | undefined
  readonly ground: Ground
  readonly slotGrounds: ReadonlyMap<string, Ground>
  readonly slotEnds: ReadonlyMap<string, StateScope>
}

/** What a step gives back. */
export function stepResult(sources: ResultSources): ResultView {
  const { id, signature, slotEnds } = sources
  if (endsWithSlotState(id)) {
    // A slot without steps gives nothing, not even what was there before it.
    const running = sources.step.slots.filter(({ steps }) => steps.steps.length > 0)
    return resultOfScopes(running.flatMap(({ name }) => slotEnds.get(name) ?? []))
  }
  if (/^lcod:\/\/impl\/set@/.test(id)) return passedOn(sources)
  if (signature === undefined) return unknownResult
  if (isFlowCall(id, 'foreach') || isFlowCall(id, 'parallel')) {
    const items = collectedShape(sources)
    const results: Shape = { type: 'array', ...(items === undefined ? {} : { items }) }
    return resultOfSignature(signature, new Map([['results', results]]))
  }
  return resultOfSignature(signature)
}

/** `impl/set` gives its input back. */
function passedOn({ step, ground }: ResultSources): ResultView {
  const fields = new Map(
    step.inputs.filter(({ spread }) => !spread).map((input) => [input.name, bindingShape(input, ground)]),
  )
  return resultOfFields(
    fields,
    step.inputs.some(({ spread }) => spread),
  )
}

/** The shape of one entry of `results`; without `collectPath` the elements themselves, or the states of tasks. */
function collectedShape({ step, id, ground, slotGrounds, slotEnds }: ResultSources): Shape {
  const isLoop = isFlowCall(id, 'foreach')
  const slot = isLoop ? 'body' : 'tasks'
  const path = step.fields.get('collectPath')?.node
  const reference = path === undefined ? undefined : readReference(path, '')
  if (reference?.root === 'slot') {
    const vars = slotGrounds.get(slot)?.vars
    return vars === undefined ? undefined : pathShape(vars, reference.segments)
  }
  const end = slotEnds.get(slot)
  if (reference !== undefined) return end === undefined ? undefined : pathShape(end, reference.segments)
  return isLoop ? itemShape(inputShape(step, 'list', ground)) : { type: 'object' }
}

/** The state after a step: what `out` writes, over what was there. */
export function stateAfter(step: StepNode, result: ResultView, before: StateScope): StateScope {
  if (step.outputs.length === 0) return before
  const entries: ScopeEntry[] = []
  let isOpen = false
  for (const binding of step.outputs) {
    if (!binding.spread) {
      entries.push(writtenEntry(step, binding, result, before))
      continue
    }
    const names = binding.name === '...' && binding.node.value === '=' ? [...result.names()] : undefined
    isOpen ||= names === undefined || result.isOpen
    for (const key of names ?? [])
      entries.push({ key, ...result.field(key), shape: result.field(key)?.shape, writer: { step, binding } })
  }
  return before.with(entries, { isOpen })
}

function writtenEntry(step: StepNode, binding: Binding, result: ResultView, before: StateScope): ScopeEntry {
  const key = binding.name
  const { shape, summary } = selected(binding, result)
  const previous = binding.optional ? before.get(key) : undefined
  return {
    key,
    shape: previous === undefined ? shape : joinShapes(previous.shape, shape),
    writer: { step, binding },
    ...(summary === undefined ? {} : { summary }),
  }
}

function selected(binding: Binding, result: ResultView): { readonly shape?: Shape; readonly summary?: string } {
  const selector = binding.node.value
  if (typeof selector !== 'string') return {}
  if (selector === '$') {
    const properties = Object.fromEntries(Array.from(result.names(), (name) => [name, result.field(name)?.shape ?? {}]))
    return Object.keys(properties).length === 0 ? {} : { shape: { type: 'object', properties } }
  }
  const [first = '', ...rest] = selectorSegments(binding)
  const field = result.field(first)
  if (field === undefined || rest.length === 0) return field ?? {}
  return { shape: shapeAt(field.shape, rest) }
}

/** The field that an entry of `out` takes, then the path inside it. Templates and literals have none. */
export function selectorSegments(binding: Binding): string[] {
  const selector = binding.node.value
  if (typeof selector !== 'string' || selector === '$' || selector.startsWith('__lcod_')) return []
  if (selector === '=') return [binding.name]
  return selector.startsWith('$.') ? splitPath(selector.slice(2)) : [selector]
}
