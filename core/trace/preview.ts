import { type Dict, kindOf, setOwn } from '../values.ts'
import type { Preview } from './events.ts'

/** About this many characters of JSON are shown whole; more becomes kind, size and head. */
const PREVIEW_SIZE = 2_048
const HEAD_LENGTH = 120
const MAX_DEPTH = 32

/**
 * A bounded picture of a value for the trace: a copy of it when its JSON would be at most about `limit` characters. The
 * walk stops as soon as it is known to be larger, so a large value costs no more than a small one.
 *
 * @param keep told of a value that is not shown whole; what it returns is the preview's `ref`.
 *
 * A copy, because an event is often looked at later, and two contracts may change a value in place (`clone: false`).
 */
export function preview(value: unknown, limit = PREVIEW_SIZE, keep?: (value: unknown) => number): Preview {
  if (value === undefined) return { value: null }
  if (typeof value !== 'object' || value === null) {
    if (typeof value !== 'string' || value.length <= limit) return { value }
  } else {
    const copier = new BoundedCopier(limit)
    const copy = copier.copy(value, 0)
    if (copier.left >= 0) return { value: copy }
  }
  const picture = { kind: kindOf(value), size: sizeOf(value), head: headOf(value) }
  return keep === undefined ? picture : { ...picture, ref: keep(value) }
}

/** Copies until the budget of characters is used up; `left` is negative then and the copy worthless. */
class BoundedCopier {
  left: number

  constructor(limit: number) {
    this.left = limit
  }

  copy(value: unknown, depth: number): unknown {
    if (typeof value === 'string') {
      this.left -= value.length + 2
      return value
    }
    if (typeof value !== 'object' || value === null) {
      this.left -= 5
      return value
    }
    this.left -= depth > MAX_DEPTH ? Number.POSITIVE_INFINITY : 2
    if (this.left < 0) return value
    return Array.isArray(value) ? this.copyList(value, depth) : this.copyObject(value as Dict, depth)
  }

  private copyList(list: readonly unknown[], depth: number): unknown[] {
    const copy: unknown[] = []
    for (const item of list) {
      this.left--
      copy.push(this.copy(item, depth + 1))
      if (this.left < 0) break
    }
    return copy
  }

  private copyObject(object: Dict, depth: number): Dict {
    const copy: Dict = {}
    for (const key of Object.keys(object)) {
      this.left -= key.length + 4
      const value = this.copy(object[key], depth + 1)
      if (key === '__proto__') setOwn(copy, key, value)
      else copy[key] = value
      if (this.left < 0) break
    }
    return copy
  }
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
