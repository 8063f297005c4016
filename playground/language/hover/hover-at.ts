import { readReference } from '../../../core/analysis/references.ts'
import { describeShape, propertiesOf, type Shape, shapeAt } from '../../../core/analysis/shape.ts'
import type { StateScope } from '../../../core/analysis/state-scope.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import { selectorSegments } from '../../../core/analysis/step-result.ts'
import type { Binding } from '../../../core/analysis/step-tree.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { type PathAt, pathAt } from '../document/path-at.ts'
import { type Place, placeOf } from '../document/place.ts'
import { describeComponent } from './describe-component.ts'
import type { Hover } from './hover.ts'

/** Help for what stands at an offset; `undefined` where there is nothing to say. */
export function hoverAt(document: ComposeDocument, offset: number): Hover | undefined {
  const { root, analysis } = document
  if (root === null || analysis === null) return undefined
  const path = pathAt(root, offset)
  const { start, end } = path.range
  const content = contentOf(placeOf(analysis, path), path)
  return content === undefined || offset < start || offset > end ? undefined : { range: { start, end }, ...content }
}

type Content = Omit<Hover, 'range'>

function contentOf(place: Place, path: PathAt): Content | undefined {
  switch (place.kind) {
    case 'call':
      return place.at.component === undefined ? undefined : describeComponent(place.at.component)
    case 'input-name':
      return place.binding === undefined ? undefined : inputContent(place.at, place.binding)
    case 'input-value':
      return place.isKey ? undefined : pathContent(path, place.at.state, place.at.vars)
    case 'output-name':
    case 'output-value':
      return place.binding === undefined ? undefined : outputContent(place.at, place.binding)
    case 'collect-path': {
      const slot = place.at.slotEnds.has('tasks') ? 'tasks' : 'body'
      const state = place.at.slotEnds.get(slot)
      const vars = place.at.slotGrounds.get(slot)?.vars
      return state === undefined || vars === undefined ? undefined : pathContent(path, state, vars)
    }
    case 'slot-name': {
      const spec = place.at.signature?.slots.get(place.slot?.name ?? '')
      if (spec === undefined) return undefined
      const rows = (spec.provides ?? []).map((name) => [`$slot.${name}`])
      return {
        title: `Slot ${place.slot!.name}`,
        paragraphs: spec.summary === undefined ? [] : [spec.summary],
        tables: rows.length === 0 ? [] : [{ caption: 'Provides', columns: ['Variable'], rows }],
      }
    }
    default:
      return undefined
  }
}

function inputContent({ signature }: StepContext, { name }: Binding): Content | undefined {
  const field = signature?.inputs.get(name)
  if (field === undefined) return undefined
  const { shape, required, summary } = field
  return {
    title: `${name}: ${describeShape(shape)}${required ? ', required' : ''}`,
    paragraphs: summary === undefined ? [] : [summary],
    tables: fieldTable(shape),
  }
}

function pathContent({ node, range }: PathAt, state: StateScope, vars: StateScope): Content | undefined {
  const reference = readReference({ ...node, ...range }, '')
  if (reference === undefined) return undefined
  const [key = '', ...rest] = reference.segments
  const scope = reference.root === 'state' ? state : vars
  const entry = scope.get(key)
  const title = String(node.value)
  if (entry === undefined) {
    const known = Array.from(scope.entries(), (one) => [one.key, describeShape(one.shape)])
    const paragraph = scope.isOpen
      ? 'May come from outside: nothing in this text sets it'
      : 'Nothing sets it before this step'
    return { title, paragraphs: [paragraph], tables: scopeTable(known) }
  }
  const shape = shapeAt(entry.shape, rest)
  return {
    title: `${title}: ${describeShape(shape)}`,
    paragraphs: [
      ...(entry.summary === undefined ? [] : [entry.summary]),
      ...(entry.writer === undefined ? [] : [`Set by ${entry.writer.step.call}`]),
    ],
    tables: fieldTable(shape),
  }
}

function outputContent({ result, id }: StepContext, binding: Binding): Content | undefined {
  const [field, ...rest] = selectorSegments(binding)
  if (field === undefined) return undefined
  const known = result.field(field)
  if (known === undefined) return undefined
  return {
    title: `${binding.name}: ${describeShape(shapeAt(known.shape, rest))}`,
    paragraphs: [`Field "${field}" of ${id}`, ...(known.summary === undefined ? [] : [known.summary])],
    tables: fieldTable(shapeAt(known.shape, rest)),
  }
}

function fieldTable(shape: Shape): Hover['tables'] {
  const rows = Array.from(propertiesOf(shape), ([name, property]) => [name, describeShape(property)])
  return rows.length === 0 ? [] : [{ caption: 'Fields', columns: ['Name', 'Type'], rows }]
}

function scopeTable(rows: readonly (readonly string[])[]): Hover['tables'] {
  return rows.length === 0 ? [] : [{ caption: 'In scope', columns: ['Key', 'Type'], rows: rows.slice(0, 20) }]
}
