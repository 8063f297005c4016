import { defaultSlotOf } from '../compose/flow-call.ts'
import { joinPointer } from '../compose/pointer.ts'
import type { SourceEntry, SourceNode, TextRange } from '../compose/source-node.ts'

/** One entry of `in` or `out`, as written and as meant. */
export interface Binding {
  /** Name of the input or state key: without `?`. For a spread, the text of its key. */
  readonly name: string
  readonly optional: boolean
  readonly spread: boolean
  readonly pointer: string
  readonly key: TextRange
  readonly node: SourceNode
}

export interface SlotNode {
  readonly name: string
  /** Absent for the list shorthand, which has no name in the text. */
  readonly key?: TextRange
  readonly steps: StepList
}

/** A step of a text, however incomplete: what is malformed is left out, never refused. */
export interface StepNode {
  readonly pointer: string
  readonly node: SourceNode
  /** Empty when missing or malformed. */
  readonly call: string
  readonly fields: ReadonlyMap<string, SourceEntry>
  readonly inputs: readonly Binding[]
  readonly outputs: readonly Binding[]
  readonly slots: readonly SlotNode[]
  readonly list: StepList
}

/** Steps that run in order: of a document, a slot, or a compose inside the data of a step. */
export interface StepList {
  readonly pointer: string
  readonly node: SourceNode
  readonly steps: readonly StepNode[]
  /** The step that the list is a slot of. */
  readonly owner?: { readonly step: StepNode; readonly slot: string }
}

const NO_FIELDS: ReadonlyMap<string, SourceEntry> = new Map()
/** Readers recurse; deeper text is refused by the compose limits anyway. */
const MAX_DEPTH = 200

/** The step list of a compose document, or `undefined` when it has none. */
export function readStepTree(root: SourceNode): StepList | undefined {
  const list = root.items === undefined ? root.entries?.get('compose')?.node : root
  return list === undefined ? undefined : readStepList(list, list === root ? '' : '/compose')
}

/** The steps that a value holds; none when it is no list. */
export function readStepList(node: SourceNode, pointer: string, owner?: StepList['owner'], depth = 0): StepList {
  const steps: StepNode[] = []
  const list: StepList = { pointer, node, steps, ...(owner === undefined ? {} : { owner }) }
  if (depth > MAX_DEPTH) return list
  node.items?.forEach((item, index) => {
    steps.push(readStep(item, joinPointer(pointer, index), list, depth))
  })
  return list
}

function readStep(node: SourceNode, pointer: string, list: StepList, depth: number): StepNode {
  const fields = node.entries ?? NO_FIELDS
  const written = fields.get('call')?.node.value
  const call = typeof written === 'string' ? written : ''
  const slots: SlotNode[] = []
  const step: StepNode = {
    pointer,
    node,
    call,
    fields,
    inputs: readBindings(fields.get('in')?.node, joinPointer(pointer, 'in')),
    outputs: readBindings(fields.get('out')?.node, joinPointer(pointer, 'out')),
    slots,
    list,
  }
  const writtenSlots = fields.get('slots')
  const field = writtenSlots === undefined || writtenSlots.node.value === null ? 'children' : 'slots'
  const container = fields.get(field)?.node
  const at = joinPointer(pointer, field)
  if (container?.items !== undefined) {
    const name = defaultSlotOf(call)
    slots.push({ name, steps: readStepList(container, at, { step, slot: name }, depth + 1) })
  }
  for (const [name, entry] of container?.entries ?? []) {
    const steps = readStepList(entry.node, joinPointer(at, name), { step, slot: name }, depth + 1)
    slots.push({ name, key: entry.key, steps })
  }
  return step
}

function readBindings(node: SourceNode | undefined, pointer: string): Binding[] {
  return Array.from(node?.entries ?? [], ([written, { key, node: value }]) => {
    const spread = written.startsWith('...') || written === '__lcod_spreads__'
    const optional = !spread && written.endsWith('?')
    const name = optional ? written.slice(0, -1) : written
    return { name, optional, spread, pointer: joinPointer(pointer, written), key, node: value }
  })
}
