import { joinPointer } from '../compose/pointer.ts'
import type { SourceNode } from '../compose/source-node.ts'
import { hasOwn, isDict, own } from '../values.ts'
import type { Binding, StepNode } from './step-tree.ts'

/** A `$.` or `$slot.` path in the text. */
export interface Reference {
  readonly root: 'state' | 'slot'
  /** What follows the root, split at dots and brackets; an empty text has the one segment `""`. */
  readonly segments: readonly string[]
  readonly node: SourceNode
  readonly pointer: string
}

/** The path that a string of `in` stands for; `undefined` for every other string. */
export function readReference(node: SourceNode, pointer: string): Reference | undefined {
  const { value } = node
  if (typeof value !== 'string') return undefined
  if (value.startsWith('$.')) return { root: 'state', segments: splitPath(value.slice(2)), node, pointer }
  if (value.startsWith('$slot.')) return { root: 'slot', segments: splitPath(value.slice(6)), node, pointer }
  return undefined
}

/** `list[0].name` → `list`, `0`, `name`. */
export function splitPath(text: string): string[] {
  if (!text.includes('[')) return text.split('.')
  return text.split('.').flatMap((part) => {
    const match = /^([^[\]]*)((?:\[\d+\])+)$/.exec(part)
    return match === null ? [part] : [match[1]!, ...match[2]!.slice(1, -1).split('][')].filter((one) => one !== '')
  })
}

/** Every path that the inputs of a step read, and its `collectPath` last. */
export function* referencesOf(step: StepNode): IterableIterator<Reference> {
  for (const binding of step.inputs) yield* referencesOfBinding(binding)
}

/** The paths that one input reads. Data that the engine never evaluates holds none (engine.md 1.4). */
export function* referencesOfBinding(binding: Binding): IterableIterator<Reference> {
  if (binding.spread) {
    yield* spreadReferences(binding)
  } else if (binding.node.value === '=') {
    yield { root: 'state', segments: splitPath(binding.name), node: binding.node, pointer: binding.pointer }
  } else {
    yield* visit(binding.node, binding.pointer, binding.name)
  }
}

function* visit(node: SourceNode, pointer: string, key: string): IterableIterator<Reference> {
  if (key === 'bindings' || isUnevaluated(node.value)) return
  const reference = readReference(node, pointer)
  if (reference !== undefined) yield reference
  const items = node.items ?? []
  for (const [index, item] of items.entries()) {
    const at = joinPointer(pointer, index)
    if (key !== 'streams') yield* visit(item, at, '')
    else for (const [name, entry] of streamEntries(item)) yield* visit(entry, joinPointer(at, name), name)
  }
  for (const [name, entry] of node.entries ?? []) yield* visit(entry.node, joinPointer(pointer, name), name)
}

/** `target` names a place in a state to come: it is no reference (engine.md 1.11). */
function streamEntries(stream: SourceNode): Array<[string, SourceNode]> {
  return Array.from(stream.entries ?? [], ([name, entry]): [string, SourceNode] => [name, entry.node]).filter(
    ([name]) => name !== 'target',
  )
}

function* spreadReferences({ name, node, pointer }: Binding): IterableIterator<Reference> {
  const suffix = name.replace(/^\.\.\.\.?/, '')
  if (node.value === '=') {
    if (suffix !== '') yield { root: 'state', segments: splitPath(suffix), node, pointer }
    return
  }
  const sources = node.items ?? [node]
  for (const source of sources) {
    const place = source.entries?.get('source')?.node ?? source.entries?.get('path')?.node ?? source
    const reference = readReference(place, pointer)
    if (reference !== undefined) yield reference
  }
}

/** Whether a value of `in` is taken as it is written. */
export function isUnevaluated(value: unknown): boolean {
  if (!isDict(value)) return false
  return typeof own(value, 'call') === 'string' || hasOwn(value, '__lcod_literal__')
}
