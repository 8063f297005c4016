import type { Analysis } from '../../../core/analysis/analyse.ts'
import { inlineComponents } from '../../../core/analysis/inner-composes.ts'
import { type Reference, readReference, splitPath } from '../../../core/analysis/references.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import { completeId } from '../../../core/resolve/relative-id.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { pathAt } from '../document/path-at.ts'
import { placeOf } from '../document/place.ts'

/** A place in a file of the workspace. */
export interface Location {
  readonly file: string
  readonly range: TextRange
}

export interface FindComponent {
  /** Where the compose of a component is; `undefined` for what the workspace does not have. */
  findComponent(id: string): { readonly file: string; readonly range?: TextRange } | undefined
}

/**
 * Where what stands at an offset comes from: of a `call` the component, of a path the step that wrote its key, of a
 * slot variable the operator that provides it.
 */
export function definitionAt(
  document: ComposeDocument,
  offset: number,
  workspace?: Partial<Partial<FindComponent>>,
): Location | undefined {
  const { root, analysis, file } = document
  if (root === null || analysis === null) return undefined
  const path = pathAt(root, offset)
  const place = placeOf(analysis, path)
  if (place.kind === 'call') return componentLocation(document, place.at, workspace)
  if (place.kind !== 'input-value' && place.kind !== 'collect-path') return undefined
  const reference =
    readReference(path.node, '') ??
    (place.kind === 'input-value' && path.node.value === '=' ? shorthand(place.binding.name, path.node) : undefined)
  if (reference === undefined) return undefined
  const range = sourceRange(reference, place.at, place.kind === 'collect-path', analysis)
  return range === undefined ? undefined : { file, range: { start: range.start, end: range.end } }
}

function shorthand(name: string, node: Reference['node']): Reference {
  return { root: 'state', segments: splitPath(name), node, pointer: '' }
}

function componentLocation(
  { analysis, file }: ComposeDocument,
  { id, component, frame }: StepContext,
  workspace: Partial<FindComponent> | undefined,
): Location | undefined {
  for (const { step } of analysis?.steps ?? []) {
    for (const { entry } of inlineComponents(step)) {
      const written = entry.entries?.get('id')?.node
      if (typeof written?.value !== 'string' || completeId(written.value, frame.context) !== id) continue
      return { file, range: { start: written.start, end: written.end } }
    }
  }
  const found = workspace?.findComponent?.(component?.id ?? id)
  return found === undefined ? undefined : { file: found.file, range: found.range ?? { start: 0, end: 0 } }
}

function sourceRange(
  { root, segments }: Reference,
  at: StepContext,
  isCollect: boolean,
  analysis: Analysis,
): TextRange | undefined {
  if (root === 'state') {
    const slot = at.slotEnds.has('tasks') ? 'tasks' : 'body'
    const scope = isCollect ? at.slotEnds.get(slot) : at.state
    return scope?.get(segments[0] ?? '')?.writer?.binding.key
  }
  if (isCollect) return at.step.fields.get('call')?.node
  // The nearest operator around that gives its slots variables of their own.
  for (let { owner } = at.step.list; owner !== undefined; owner = owner.step.list.owner) {
    if (analysis.contextOf(owner.step)?.vars !== at.vars) return owner.step.fields.get('call')?.node
  }
  return undefined
}
