import { isFlowCall } from '../../compose/flow-call.ts'
import { nearestName } from '../../compose/nearest-name.ts'
import { callRange, didYouMean, type TextRule } from './text-rule.ts'

/** Slots that the component never runs. A manifest can be behind its compose, so that only the kernel's are certain. */
export const unknownSlot: TextRule = function* ({ step, signature, id, component }) {
  if (signature === undefined || signature.openSlots) return
  const given = new Set(step.slots.map(({ name }) => name))
  for (const { name, key, steps } of step.slots) {
    // Old composes write "children" for the default slot.
    if (signature.slots.has(name) || (name === 'children' && signature.slots.size > 0)) continue
    const free = [...signature.slots.keys()].filter((slot) => !given.has(slot))
    const near = nearestName(name, free) ?? (free.length === 1 && key !== undefined ? free[0] : undefined)
    yield {
      code: 'unknown_slot',
      severity: component?.kind === 'native' ? 'error' : 'warning',
      message: signature.slots.size === 0 ? `"${id}" runs no slots` : `"${id}" has no slot "${name}"`,
      pointer: steps.pointer,
      range: key ?? step.fields.get('slots')?.key ?? step.fields.get('children')?.key ?? step.node,
      ...didYouMean(near),
    }
  }
}

/** Required slots that are not there. */
export const missingSlot: TextRule = function* (context) {
  const { step, signature, id, component } = context
  // Reading the compose has refused a "flow/try" without body already.
  if (signature === undefined || isFlowCall(id, 'try')) return
  const given = new Set(step.slots.map(({ name }) => name))
  for (const [name, { required, isDefault }] of signature.slots) {
    if (required !== true || given.has(name) || (isDefault === true && given.has('children'))) continue
    yield {
      code: 'missing_slot',
      severity: component?.kind === 'native' ? 'error' : 'warning',
      message: `"${id}" needs a slot "${name}"`,
      pointer: step.pointer,
      range: callRange(context),
      hint: `Add "${name}" under "slots"`,
    }
  }
}
