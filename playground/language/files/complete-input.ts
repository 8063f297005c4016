import { describeShape, enumOf, shapeAt, typesOf } from '../../../core/analysis/shape.ts'
import type { CompletionItem, CompletionList } from '../completion/completion-item.ts'
import type { DeclaredInputs } from './check-input.ts'

/** What could be written at an offset of the input of a compose: declared names, and values that their schemas list. */
export function completeInput(text: string, offset: number, { inputs, inputSchema }: DeclaredInputs): CompletionList {
  const before = text.slice(0, offset)
  const [word = ''] = /"?[\w.-]*$/.exec(before) ?? []
  const range = { start: offset - word.length, end: offset + (/^"/.test(text.slice(offset)) ? 1 : 0) }
  const place = before.slice(0, range.start)
  const typed = word.replace('"', '').toLowerCase()
  const [, name] = /"((?:[^"\\]|\\.)*)"\s*:\s*$/.exec(place) ?? []
  const items =
    depthOf(place) !== 1
      ? []
      : name !== undefined
        ? values(inputSchema, name)
        : /[{,]\s*$/.test(place)
          ? names(inputs, inputSchema, text, /^"?\s*:/.test(text.slice(offset)))
          : []
  return { range, items: items.filter(({ label }) => label.toLowerCase().includes(typed)), isIncomplete: false }
}

function names(
  inputs: readonly string[],
  schema: DeclaredInputs['inputSchema'],
  text: string,
  hasColon: boolean,
): CompletionItem[] {
  const free = inputs.filter((name) => !text.includes(`${JSON.stringify(name)}:`))
  return free.map((name) => ({
    label: name,
    kind: 'input',
    detail: describeShape(shapeAt(schema, [name])),
    insert: `${JSON.stringify(name)}${hasColon ? '' : ': '}`,
  }))
}

function values(schema: DeclaredInputs['inputSchema'], name: string): CompletionItem[] {
  const shape = shapeAt(schema, [name])
  const all = enumOf(shape) ?? (typesOf(shape).includes('boolean') ? [true, false] : [])
  return all.map((value) => ({ label: String(value), kind: 'value', insert: JSON.stringify(value) }))
}

/** Brackets that are open at the end of a text; those in strings do not count. */
function depthOf(text: string): number {
  const brackets = text.replace(/"(?:[^"\\]|\\.)*"?/g, '').match(/[[\]{}]/g) ?? []
  return brackets.reduce((depth, bracket) => depth + (bracket === '{' || bracket === '[' ? 1 : -1), 0)
}
