import type { SourceNode } from '../compose/source-node.ts'
import { type Dict, kindOf, setOwn } from '../values.ts'
import { isUnevaluated, readReference, splitPath } from './references.ts'
import { joinShapes, type Shape, shapeAt } from './shape.ts'
import type { StateScope } from './state-scope.ts'
import type { Binding } from './step-tree.ts'

/** What a step can read: the state, and the variables of the slot it stands in. */
export interface Readable {
  readonly state: StateScope
  readonly vars: StateScope
}

/** The shape that an input of a step has when the step runs. */
export function bindingShape(binding: Binding, readable: Readable): Shape {
  if (binding.spread) return undefined
  if (binding.node.value === '=') return pathShape(readable.state, splitPath(binding.name))
  return valueShape(binding.node, readable)
}

/** The shape of what a path finds in a scope. */
export function pathShape(scope: StateScope, segments: readonly string[]): Shape {
  return shapeAt(scope.get(segments[0] ?? '')?.shape, segments.slice(1))
}

function valueShape(node: SourceNode, readable: Readable): Shape {
  if (isUnevaluated(node.value)) return undefined
  const reference = readReference(node, '')
  if (reference !== undefined) {
    return pathShape(reference.root === 'state' ? readable.state : readable.vars, reference.segments)
  }
  if (typeof node.value === 'string' && /^\$(?:env|globals|run)\.|^__lcod_/.test(node.value)) return undefined
  if (node.items !== undefined) {
    const [first, ...others] = node.items.map((item) => valueShape(item, readable))
    const items = others.reduce<Shape>((shape, other) => joinShapes(shape, other), first)
    return { type: 'array', ...(items === undefined ? {} : { items }) }
  }
  if (node.entries === undefined) return { type: kindOf(node.value) }
  const properties: Dict = {}
  for (const [name, entry] of node.entries) setOwn(properties, name, valueShape(entry.node, readable) ?? {})
  return { type: 'object', properties }
}
