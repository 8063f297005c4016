import { enumOf, itemShape, propertiesOf, type Shape, shapeAt, typesOf } from '../../../core/analysis/shape.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { Binding } from '../../../core/analysis/step-tree.ts'
import type { CompletionItem } from './completion-item.ts'
import { type Cursor, isPathTyped } from './cursor.ts'
import { withColon } from './name-items.ts'
import { pathItems } from './path-items.ts'

/** The shape that a place inside an input should have. */
function wantedShape(at: StepContext, binding: Binding, path: readonly string[]): Shape {
  return shapeAt(at.signature?.inputs.get(binding.name)?.shape, path)
}

/** Values that the schema names, then paths, those of a fitting type first. */
export function valueItems(
  at: StepContext,
  binding: Binding,
  path: readonly string[],
  cursor: Cursor,
): CompletionItem[] {
  const wanted = wantedShape(at, binding, path)
  const paths = pathItems(cursor.typed, at.state, at.vars, wanted)
  return isPathTyped(cursor) ? paths : [...namedValues(wanted), ...paths]
}

/** Keys of an object inside an input. */
export function fieldKeys(
  at: StepContext,
  binding: Binding,
  path: readonly string[],
  cursor: Cursor,
): CompletionItem[] {
  const shape = wantedShape(at, binding, path.slice(0, -1))
  return Array.from(propertiesOf(shape), ([name, property]) => {
    const { description } = property
    return {
      label: name,
      kind: 'input',
      ...(typeof description === 'string' ? { summary: description } : {}),
      insert: withColon(name, cursor),
    }
  })
}

/** The values that a schema lists: its enum, else its default, examples, and the booleans. */
function namedValues(shape: Shape): CompletionItem[] {
  const listed = enumOf(shape) ?? enumOf(itemShape(shape))
  const isDefault = (value: unknown) => shape?.['default'] === value && value !== undefined
  const others = [
    shape?.['default'],
    ...listOf(shape?.['examples']),
    ...(typesOf(shape).includes('boolean') ? [true, false] : []),
  ]
  const values = new Map<string, CompletionItem>()
  for (const value of listed ?? others) {
    if (value === undefined || typeof value === 'object') continue
    const text = scalarText(value)
    if (text === '' || values.has(text)) continue
    values.set(text, { label: text, kind: 'value', ...(isDefault(value) ? { detail: 'default' } : {}), insert: text })
  }
  return [...values.values()]
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A scalar as YAML: strings that would be read as something else are quoted. */
function scalarText(value: unknown): string {
  if (typeof value !== 'string') return String(value)
  const isPlain = /^[A-Za-z][\w./@-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
  return isPlain || value === '' ? value : JSON.stringify(value)
}
