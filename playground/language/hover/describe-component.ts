import { describeShape } from '../../../core/analysis/shape.ts'
import { type Field, signatureOf } from '../../../core/analysis/signature.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { Hover, HoverTable } from './hover.ts'

/** What a component is, takes and gives. */
export function describeComponent(component: Component): Omit<Hover, 'range'> {
  const { id, summary, aliases = [], needs = [] } = component
  const signature = signatureOf(component)
  const slots = Array.from(signature.slots, ([name, slot]) => [
    slot.required === true ? name : `${name}?`,
    (slot.provides ?? []).map((variable) => `$slot.${variable}`).join(', '),
    slot.summary ?? '',
  ])
  return {
    title: id,
    signature: signatureLine(component),
    paragraphs: [
      ...(summary === undefined ? [] : [summary]),
      ...(needs.length === 0 ? [] : [`Needs of the host: ${needs.join(', ')}`]),
      ...(aliases.length === 0 ? [] : [`Also known as ${aliases.join(', ')}`]),
    ],
    tables: [
      ...fieldTable('Inputs', signature.inputs),
      ...fieldTable('Outputs', signature.outputs),
      ...(slots.length === 0 ? [] : [{ caption: 'Slots', columns: ['Name', 'Provides', 'Meaning'], rows: slots }]),
    ],
  }
}

function fieldTable(caption: string, fields: ReadonlyMap<string, Field>): HoverTable[] {
  if (fields.size === 0) return []
  const isInput = caption === 'Inputs'
  const rows = Array.from(fields.values(), (field) => [
    isInput && !field.required ? `${field.name}?` : field.name,
    describeShape(field.shape),
    [field.summary ?? '', defaultText(field)].filter((text) => text !== '').join(' '),
  ])
  return [{ caption, columns: ['Name', 'Type', 'Meaning'], rows }]
}

function defaultText({ shape }: Field): string {
  const value = shape?.['default']
  return value === undefined || value === '' ? '' : `(default ${JSON.stringify(value)})`
}

/** `trim(text, mode?) → { value }` */
function signatureLine(component: Component): string {
  const { inputs, outputs, openInputs, openOutputs } = signatureOf(component)
  const taken = Array.from(inputs.values(), ({ name, required }) => (required ? name : `${name}?`))
  const given = [...outputs.keys()]
  const name = component.id.replace(/^.*\/|@[^@]*$/g, '')
  const result =
    given.length === 0 ? (openOutputs ? 'any' : '{}') : `{ ${given.join(', ')}${openOutputs ? ', …' : ''} }`
  return `${name}(${[...taken, ...(openInputs ? ['…'] : [])].join(', ')}) → ${result}`
}
