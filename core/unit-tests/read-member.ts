import { type Dict, describeKind, isAbsent, own } from '../values.ts'
import type { ReportTest } from './read-tests.ts'

/** A member that must be a non-empty string; `''` once it has been reported. */
export function readName(table: Dict, key: string, pointer: string, report: ReportTest): string {
  const value = own(table, key)
  if (typeof value === 'string' && value !== '') return value
  if (value === undefined) report(`A test needs "${key}"`, pointer)
  else report(`"${key}" must be a non-empty string, found ${describeKind(value)}`, `${pointer}/${key}`)
  return ''
}

/** A member that may be missing, and is of one kind when it is there. */
export function readOptional<T>(
  table: Dict,
  key: string,
  pointer: string,
  kind: { readonly is: (value: unknown) => value is T; readonly expected: string; readonly report: ReportTest },
): T | undefined {
  const value = own(table, key)
  if (isAbsent(value)) return undefined
  if (kind.is(value)) return value
  kind.report(`"${key}" must be ${kind.expected}, found ${describeKind(value)}`, `${pointer}/${key}`)
  return undefined
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText)
}

export function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
