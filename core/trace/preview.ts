import { type Dict, kindOf } from '../values.ts'
import type { Preview } from './events.ts'

/** About this many characters of JSON are shown whole; more becomes kind, size and head. */
export const PREVIEW_SIZE = 2_048
const HEAD_LENGTH = 120

/**
 * A bounded picture of a value for the trace: the value itself, by reference, when its JSON would be at most about
 * `limit` characters. The walk stops as soon as that is known, so a large value costs no more than a small one.
 */
export function preview(value: unknown, limit = PREVIEW_SIZE): Preview {
  if (value === undefined) return { value: null }
  if (measure(value, limit, 0) >= 0) return { value }
  return { kind: kindOf(value), size: sizeOf(value), head: headOf(value) }
}

/** What is left of `budget` after the JSON of `value`, negative when it does not fit. */
function measure(value: unknown, budget: number, depth: number): number {
  if (budget < 0) return budget
  if (typeof value === 'string') return budget - value.length - 2
  if (typeof value !== 'object' || value === null) return budget - 5
  if (depth > 32) return -1
  let left = budget - 2
  if (Array.isArray(value)) {
    for (const item of value) {
      left = measure(item, left - 1, depth + 1)
      if (left < 0) return left
    }
    return left
  }
  for (const key of Object.keys(value)) {
    left = measure((value as Dict)[key], left - key.length - 4, depth + 1)
    if (left < 0) return left
  }
  return left
}

/** Elements of an array, keys of an object, characters of a string. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1
}

function headOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, HEAD_LENGTH)
  if (Array.isArray(value)) return `[${value.slice(0, 5).map(shortOf).join(', ')}${value.length > 5 ? ', …' : ''}]`
  const keys = Object.keys(value as Dict)
  const shown = keys.slice(0, 5).map((key) => `${key}: ${shortOf((value as Dict)[key])}`)
  return `{${shown.join(', ')}${keys.length > 5 ? ', …' : ''}}`.slice(0, HEAD_LENGTH * 2)
}

function shortOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 20 ? `${value.slice(0, 20)}…` : value)
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  return String(value)
}
