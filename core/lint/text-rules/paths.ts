import { type Reference, readReference, referencesOf } from '../../analysis/references.ts'
import type { StateScope } from '../../analysis/state-scope.ts'
import type { StepContext } from '../../analysis/step-context.ts'
import { nearestName } from '../../compose/nearest-name.ts'
import { joinPointer } from '../../compose/pointer.ts'
import { didYouMean, type TextLintFinding, type TextRule } from './text-rule.ts'

/** Paths to keys that cannot be there, where everything that could put them there is known. */
export const unknownPaths: TextRule = function* (context) {
  const { step, state, vars } = context
  for (const reference of referencesOf(step)) {
    yield* check(reference, reference.root === 'state' ? state : vars)
  }
  yield* checkCollectPath(context)
}

/** `collectPath` looks at the state that a turn ends with. */
function* checkCollectPath(context: StepContext): IterableIterator<TextLintFinding> {
  const node = context.step.fields.get('collectPath')?.node
  const reference =
    node === undefined ? undefined : readReference(node, joinPointer(context.step.pointer, 'collectPath'))
  if (reference === undefined) return
  const slots = context.step.slots.filter(({ name }) => name === 'body' || name === 'tasks')
  const scopes = slots.flatMap(({ name }) =>
    reference.root === 'state' ? (context.slotEnds.get(name) ?? []) : (context.slotGrounds.get(name)?.vars ?? []),
  )
  for (const scope of scopes) yield* check(reference, scope)
}

function* check(reference: Reference, scope: StateScope): IterableIterator<TextLintFinding> {
  const [key = ''] = reference.segments
  if (key === '' || scope.isOpen || scope.get(key) !== undefined) return
  const keys = Array.from(scope.entries(), (entry) => entry.key)
  const near = nearestName(key, keys)
  const { root, node, pointer } = reference
  const written = `$${root === 'slot' ? 'slot' : ''}.`
  const { hint } = didYouMean(near === undefined ? undefined : `${written}${near}`)
  yield {
    code: root === 'state' ? 'unknown_state_key' : 'unknown_slot_variable',
    severity: 'warning',
    message:
      root === 'state'
        ? `Nothing sets "${key}" before this step`
        : keys.length === 0
          ? `"$slot.${key}" has no value here: there are no slot variables`
          : `"$slot.${key}" has no value here, only ${keys.map((one) => `"${one}"`).join(', ')}`,
    pointer,
    range: node,
    ...(hint === undefined ? {} : { hint, suggestion: suggestPath(String(node.value), key, written, near!) }),
  }
}

/** The whole path with its first name corrected; `=` becomes the path that it stood for. */
function suggestPath(value: string, key: string, written: string, near: string): string {
  return value === '=' ? `${written}${near}` : `${written}${near}${value.slice(written.length + key.length)}`
}
