import { parseJsonDocument } from '../parse-json-document.ts'
import type { DeclaredInput } from './declared-inputs.ts'

type Field = Pick<DeclaredInput, 'kind'>

/** The value that a field's text says; `undefined` when it says none. What does not fit the kind stays text. */
export function readField({ kind }: Field, text: string): unknown {
  if (text === '') return undefined
  if (kind === 'text') return text
  if (kind === 'number') return Number.isFinite(Number(text)) && text.trim() !== '' ? Number(text) : text
  try {
    return parseJsonDocument(text)
  } catch {
    return text
  }
}

/** The text of a field that has this value; `readField` reads the same value from it. */
export function showField({ kind }: Field, value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return JSON.stringify(value)
  // As it is, this text would be read as something else: it needs its quotes.
  return readField({ kind }, value) === value ? value : JSON.stringify(value)
}
