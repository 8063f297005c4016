import { type Reference, readReference, referencesOfBinding } from '../../../core/analysis/references.ts'
import { endsWithSlotState } from '../../../core/analysis/slot-grounds.ts'
import type { Frame, StepContext } from '../../../core/analysis/step-context.ts'
import { selectorSegments } from '../../../core/analysis/step-result.ts'
import type { Binding, StepList } from '../../../core/analysis/step-tree.ts'
import { isFlowCall } from '../../../core/compose/flow-call.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import { RESERVED_KEYS } from '../../../core/values.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { pathAt } from '../document/path-at.ts'
import { placeOf } from '../document/place.ts'
import type { TextEdit } from '../text-edit.ts'

export interface RenameTarget {
  /** The state key under the cursor. */
  readonly key: string
  readonly range: TextRange
}

export type Rename =
  | { readonly edits: readonly TextEdit[] }
  /** Why the key cannot be renamed safely, as a sentence without full stop. */
  | { readonly refused: string }

/** The state key that stands at an offset, when one does: as an alias of `out`, or at the head of a path. */
export function renameTargetAt(document: ComposeDocument, offset: number): RenameTarget | undefined {
  const found = targetAt(document, offset)
  return found === undefined ? undefined : { key: found.key, range: found.range }
}

/**
 * Renames a state key wherever the steps that share the state write or read it.
 *
 * Refused when somebody else may know the name: inputs, declared outputs, whole-state reads, components.
 */
export function renameAt(document: ComposeDocument, offset: number, newName: string): Rename {
  const target = targetAt(document, offset)
  const { analysis } = document
  if (target === undefined || analysis === null) return { refused: 'No state key stands here' }
  const { key, frame } = target
  if (!document.isReadable) return { refused: 'The text has syntax errors' }
  if (!/^[A-Za-z_][\w-]*$/.test(newName) || RESERVED_KEYS.has(newName)) {
    return { refused: `"${newName}" is no simple name: letters, digits, "_" and "-"` }
  }
  if (newName === key) return { edits: [] }
  const steps = analysis.steps.filter((at) => at.frame === frame)
  const uses = steps.flatMap((at) => usesIn(at))
  if (uses.some((use) => use.key === newName)) return { refused: `"${newName}" is in use already` }
  const refused = whyUnsafe(key, newName, frame, steps)
  if (refused !== undefined) return { refused }
  const edits = uses.filter((use) => use.key === key).map((use) => use.rename(newName, document.text))
  // What an anchor holds is found once for each alias.
  const byPlace = new Map(edits.map((edit) => [edit.range.start, edit]))
  return { edits: [...byPlace.values()].filter(({ range, text }) => text !== '' || range.end > range.start) }
}

interface Target extends RenameTarget {
  readonly frame: Frame
}

function targetAt({ root, analysis }: ComposeDocument, offset: number): Target | undefined {
  if (root === null || analysis === null) return undefined
  const place = placeOf(analysis, pathAt(root, offset))
  if (!('at' in place)) return undefined
  const use = usesIn(place.at).find(({ range }) => range.start <= offset && offset <= range.end)
  return use === undefined ? undefined : { key: use.key, range: use.range, frame: place.at.frame }
}

/** A state key in the text. */
interface Use {
  readonly key: string
  readonly range: TextRange
  rename(name: string, text: string): TextEdit
}

function usesIn({ step, id }: StepContext): Use[] {
  const uses = step.inputs.flatMap((binding) => [...referencesOfBinding(binding)].flatMap(referenceUse))
  const collect = step.fields.get('collectPath')?.node
  const reference = collect === undefined ? undefined : readReference(collect, '')
  if (reference !== undefined) uses.push(...referenceUse(reference))
  for (const binding of step.outputs) {
    if (binding.spread) continue
    uses.push(aliasUse(binding, endsWithSlotState(id)))
    const [field] = selectorSegments(binding)
    if (field !== undefined && endsWithSlotState(id)) uses.push(selectorUse(binding, field))
  }
  return uses
}

function referenceUse({ root, segments, node }: Reference): Use[] {
  const [key] = segments
  if (root !== 'state' || key === undefined || key === '') return []
  const { start, end } = node
  return [
    {
      key,
      range: { start, end },
      rename(name, text) {
        const written = text.slice(start, end)
        if (written === '=') return { range: { start, end }, text: `$.${name}` }
        const head = written.indexOf('$.') + 2
        return { range: { start: start + head, end: start + head + key.length }, text: name }
      },
    },
  ]
}

/** `key: =` takes the field of the old name from then on, unless that is renamed as well. */
function aliasUse({ name: key, key: range, node, optional }: Binding, isFieldRenamed: boolean): Use {
  return {
    key,
    range,
    rename(name, text) {
      const quote = /^["']/.exec(text.slice(range.start, range.end))?.[0] ?? ''
      const alias = `${quote}${name}${optional ? '?' : ''}${quote}`
      if (node.value !== '=' || isFieldRenamed) return { range, text: alias }
      return { range: { start: range.start, end: node.end }, text: `${alias}: ${key}` }
    },
  }
}

function selectorUse({ node }: Binding, key: string): Use {
  const { start, end } = node
  return {
    key,
    range: { start, end },
    rename(name, text) {
      const written = text.slice(start, end)
      // The alias of the same entry is renamed, and `=` means its new name.
      if (written === '=') return { range: { start: end, end }, text: '' }
      const at = start + written.indexOf(key)
      return { range: { start: at, end: at + key.length }, text: name }
    },
  }
}

function whyUnsafe(key: string, newName: string, frame: Frame, steps: readonly StepContext[]): string | undefined {
  if (frame.outputs.includes(key)) return `"${key}" is a declared output`
  if (frame.start.get(key) !== undefined) return `"${key}" is a declared input`
  const writers = steps.filter(({ step }) => step.outputs.some(({ name, spread }) => !spread && name === key))
  if (writers.length === 0) return `"${key}" comes from outside`
  for (const at of steps) {
    const { step } = at
    const reads = step.inputs.flatMap((binding) => [...referencesOfBinding(binding)])
    const isRead = reads.some(({ root, segments }) => root === 'state' && segments[0] === key)
    if (isRead && at.state.get(key)?.writer === undefined) return `"${key}" can come from outside too`
    if ([...step.inputs, ...step.outputs].some(isWhole)) return 'A step reads or writes the state as a whole'
  }
  const passed = steps.find((at) => at.loop === 'unknown' && usesIn(at).some((use) => use.key === key))
  if (passed !== undefined) return `"${key}" is used in a slot whose state a component chooses`
  const hidden = writers.find(({ step }) => !staysInSlots(step.list.owner, steps))
  return hidden === undefined
    ? undefined
    : `"${key}" or "${newName}" may mean something to "${hidden.step.call}" around it`
}

/** Whether nobody but the steps of the text sees what is written in a slot. */
function staysInSlots(owner: StepList['owner'], steps: readonly StepContext[]): boolean {
  for (let around = owner; around !== undefined; around = around.step.list.owner) {
    const { step } = around
    const id = steps.find((at) => at.step === step)?.id ?? ''
    if (isFlowCall(id, 'foreach') || endsWithSlotState(id)) continue
    if (!isFlowCall(id, 'parallel') || !step.fields.has('collectPath')) return false
  }
  return true
}

function isWhole({ spread, node }: Binding): boolean {
  return spread || mentionsWhole(node.value)
}

function mentionsWhole(value: unknown): boolean {
  if (typeof value === 'string') return value === '__lcod_state__' || value === '$.'
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, inner]) => key === '__lcod_state__' || mentionsWhole(inner))
  )
}
