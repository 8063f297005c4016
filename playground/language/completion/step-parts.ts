import { enumOf } from '../../../core/analysis/shape.ts'
import type { Field, Signature } from '../../../core/analysis/signature.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { Cursor } from './cursor.ts'
import { Insertion } from './insertion.ts'

/** An id with the required inputs and slots of its component, as far as the step has none yet. */
export function addStepParts(
  id: string,
  signature: Signature,
  at: StepContext,
  cursor: Cursor,
): ReturnType<Insertion['finish']> {
  const insertion = new Insertion().add(id)
  const has = (field: string) => at.step.fields.has(field)
  const inputs = has('in') ? [] : [...signature.inputs.values()].filter(({ required }) => required)
  const slots = has('slots') || has('children') ? [] : requiredSlots(signature)
  if (cursor.isFlow) addFlow(insertion, inputs, slots)
  else addBlock(insertion, inputs, slots, `\n${cursor.indent}`)
  return insertion.finish()
}

function requiredSlots({ slots }: Signature): string[] {
  return Array.from(slots)
    .filter(([, slot]) => slot.required === true)
    .map(([name]) => name)
}

function addBlock(insertion: Insertion, inputs: readonly Field[], slots: readonly string[], line: string): void {
  if (inputs.length > 0) insertion.add(`${line}in:`)
  for (const field of inputs) insertion.add(`${line}  ${field.name}: `).addPlaceholder(likelyValue(field))
  if (slots.length > 0) insertion.add(`${line}slots:`)
  for (const slot of slots) insertion.add(`${line}  ${slot}:${line}    - call: `).addPlaceholder('lcod://')
}

function addFlow(insertion: Insertion, inputs: readonly Field[], slots: readonly string[]): void {
  if (inputs.length > 0) {
    insertion.add(', in: { ')
    for (const [index, field] of inputs.entries()) {
      insertion.add(`${index === 0 ? '' : ', '}${field.name}: `).addPlaceholder(likelyValue(field))
    }
    insertion.add(' }')
  }
  if (slots.length > 0) insertion.add(`, slots: { ${slots.map((slot) => `${slot}: []`).join(', ')} }`)
}

/** What an input is most likely given: its first listed value, or the state key of its name. */
export function likelyValue({ name, shape }: Field): string {
  const [first] = enumOf(shape) ?? []
  if (first !== undefined) return JSON.stringify(first).replace(/^"([a-z][\w-]*)"$/i, '$1')
  return `$.${name}`
}
