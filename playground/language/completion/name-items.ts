import { describeShape } from '../../../core/analysis/shape.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { CompletionItem } from './completion-item.ts'
import type { Cursor } from './cursor.ts'
import { Insertion } from './insertion.ts'

/** Inputs that the step does not give yet, the required ones first. */
export function inputNames({ signature, step }: StepContext, cursor: Cursor): CompletionItem[] {
  const given = new Set(step.inputs.map(({ name }) => name))
  const free = [...(signature?.inputs.values() ?? [])].filter(({ name }) => !given.has(name))
  const ordered = [...free.filter(({ required }) => required), ...free.filter(({ required }) => !required)]
  return ordered.map(({ name, shape, required, summary }) => ({
    label: name,
    kind: 'input',
    detail: required ? `${describeShape(shape)}, required` : describeShape(shape),
    ...(summary === undefined ? {} : { summary }),
    insert: withColon(name, cursor),
  }))
}

/** State keys that are likely to be written: one per field of the result. */
export function outputNames({ result, step }: StepContext, cursor: Cursor): CompletionItem[] {
  const given = new Set(step.outputs.map(({ name }) => name))
  return Array.from(result.names())
    .filter((name) => !given.has(name))
    .map((name) => {
      const field = result.field(name)
      const { summary } = field ?? {}
      const alias = new Insertion()
      if (cursor.hasColon) alias.add(name)
      else alias.addPlaceholder(name).add(`: ${name}`)
      return {
        label: name,
        kind: 'field',
        detail: describeShape(field?.shape),
        ...(summary === undefined ? {} : { summary }),
        ...alias.finish(),
      }
    })
}

/** Fields of the result, and the whole of it. */
export function outputFields({ result }: StepContext, typed: string): CompletionItem[] {
  // A field by name, or the beginning of a path.
  const root = typed.startsWith('$.') ? '$.' : ''
  const fields = Array.from(result.names(), (name): CompletionItem => {
    const { shape, summary } = result.field(name) ?? {}
    const label = `${root}${name}`
    return {
      label,
      kind: 'field',
      detail: describeShape(shape),
      ...(summary === undefined ? {} : { summary }),
      insert: label,
    }
  })
  return [...fields, { label: '$', kind: 'value', detail: 'the whole result', insert: '$' }]
}

/** Slots of the component that the step does not have yet. */
export function slotNames({ signature, step }: StepContext, cursor: Cursor): CompletionItem[] {
  const given = new Set(step.slots.map(({ name }) => name))
  return Array.from(signature?.slots ?? [])
    .filter(([name]) => !given.has(name))
    .map(([name, { summary, required }]) => {
      const slot = new Insertion().add(name)
      if (!cursor.hasColon && cursor.isFlow) slot.add(': []')
      else if (!cursor.hasColon) slot.add(`:\n${cursor.indent}  - call: `).addPlaceholder('lcod://')
      return {
        label: name,
        kind: 'slot',
        ...(required === true ? { detail: 'required' } : {}),
        ...(summary === undefined ? {} : { summary }),
        ...slot.finish(),
      }
    })
}

const STEP_KEYS = [
  ['call', 'Id of the component'],
  ['in', 'Inputs by name'],
  ['out', 'State keys to write: alias: field'],
  ['slots', 'Nested steps by slot name'],
  ['collectPath', 'What a loop collects after each turn'],
] as const

/** Keys of a step that are not written yet. */
export function stepKeys({ step, signature }: StepContext, cursor: Cursor): CompletionItem[] {
  return STEP_KEYS.filter(([key]) => !step.fields.has(key) && (key !== 'slots' || mayHaveSlots(signature))).map(
    ([key, summary]) => {
      const isNested = key === 'in' || key === 'out' || key === 'slots'
      const text = new Insertion().add(key)
      if (!cursor.hasColon && !isNested) text.add(': ')
      else if (!cursor.hasColon && cursor.isFlow) text.add(': { ').addPlaceholder('').add(' }')
      else if (!cursor.hasColon) text.add(`:\n${cursor.indent}  `).addPlaceholder('')
      return { label: key, kind: 'key', summary, ...text.finish() }
    },
  )
}

function mayHaveSlots(signature: StepContext['signature']): boolean {
  return signature === undefined || signature.openSlots || signature.slots.size > 0
}

/** The beginning of a step, where a list of steps belongs. */
export function stepStarts(cursor: Cursor): CompletionItem[] {
  const step = new Insertion().add(cursor.isFlow ? '{ call: ' : '- call: ').addPlaceholder('lcod://')
  if (cursor.isFlow) step.add(' }')
  return [{ label: '- call', kind: 'key', summary: 'A step', ...step.finish() }]
}

/** The one key of a document. */
export function documentKeys(cursor: Cursor): CompletionItem[] {
  const text = new Insertion().add(cursor.hasColon ? 'compose' : 'compose:\n  - call: ')
  if (!cursor.hasColon) text.addPlaceholder('lcod://')
  return [{ label: 'compose', kind: 'key', summary: 'The steps of the compose', ...text.finish() }]
}

export function withColon(name: string, { hasColon }: Cursor): string {
  return hasColon ? name : `${name}: `
}
