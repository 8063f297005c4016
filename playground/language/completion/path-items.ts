import { splitPath } from '../../../core/analysis/references.ts'
import { describeShape, propertiesOf, type Shape, typesOf } from '../../../core/analysis/shape.ts'
import type { StateScope } from '../../../core/analysis/state-scope.ts'
import { pathShape } from '../../../core/analysis/value-shape.ts'
import type { CompletionItem } from './completion-item.ts'

/** What a scope's paths begin with, and what they read. */
interface PathRoot {
  readonly prefix: '$.' | '$slot.'
  readonly scope: StateScope
  readonly kind: 'path' | 'variable'
}

/** Paths into the state and the slot variables; below what is typed already when that has dots. */
export function pathItems(typed: string, state: StateScope, vars: StateScope, wanted: Shape): CompletionItem[] {
  const roots: PathRoot[] = [
    { prefix: '$.', scope: state, kind: 'path' },
    { prefix: '$slot.', scope: vars, kind: 'variable' },
  ]
  const begun = roots.filter(({ prefix }) => typed.startsWith(prefix))
  return (begun.length === 0 ? roots : begun).flatMap((root) => {
    const inside = typed.startsWith(root.prefix) ? typed.slice(root.prefix.length) : ''
    const dot = inside.lastIndexOf('.')
    const items = dot < 0 ? topItems(root) : nestedItems(root, inside.slice(0, dot))
    return [
      ...items.filter(({ shape }) => fits(shape, wanted)),
      ...items.filter(({ shape }) => !fits(shape, wanted)),
    ].map(({ item }) => item)
  })
}

interface PathItem {
  readonly item: CompletionItem
  readonly shape: Shape
}

function topItems({ prefix, scope, kind }: PathRoot): PathItem[] {
  return Array.from(scope.entries(), ({ key, shape, summary, writer }) => ({
    shape,
    item: pathItem(
      `${prefix}${key}`,
      kind,
      shape,
      summary ?? (writer === undefined ? undefined : `From ${writer.step.call}`),
    ),
  }))
}

function nestedItems({ prefix, scope, kind }: PathRoot, base: string): PathItem[] {
  return Array.from(propertiesOf(pathShape(scope, splitPath(base))), ([name, shape]) => {
    const { description } = shape
    const summary = typeof description === 'string' ? description : undefined
    return { shape, item: pathItem(`${prefix}${base}.${name}`, kind, shape, summary) }
  })
}

function pathItem(path: string, kind: 'path' | 'variable', shape: Shape, summary: string | undefined): CompletionItem {
  return {
    label: path,
    kind,
    detail: describeShape(shape),
    ...(summary === undefined ? {} : { summary }),
    insert: path,
  }
}

/** Whether a value of one shape can be what another asks for; unknown shapes can be anything. */
function fits(shape: Shape, wanted: Shape): boolean {
  const have = typesOf(shape)
  const want = typesOf(wanted)
  if (have.length === 0 || want.length === 0) return true
  return have.some((type) => want.includes(type) || (type === 'integer' && want.includes('number')))
}
