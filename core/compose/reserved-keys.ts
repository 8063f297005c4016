import { isDict, RESERVED_KEYS } from '../values.ts'
import { joinPointer } from './pointer.ts'
import type { Report } from './report.ts'

/** Whether a compose may not write this name. */
export function isReservedKey(key: string): boolean {
  return RESERVED_KEYS.has(key)
}

/** Reports `key` as `reserved_key`. `part` says whether the name stands as a key or as a value. */
export function reportReservedKey(key: string, pointer: string, report: Report, part?: 'key'): void {
  report({
    code: 'reserved_key',
    message: `"${key}" is reserved and may not be written by a compose`,
    pointer,
    ...(part === undefined ? {} : { part }),
  })
}

/** Reports each reserved segment of a dotted path that a compose writes through. */
export function checkWrittenPath(path: string, pointer: string, report: Report): void {
  const reserved = path.split('.').find(isReservedKey)
  if (reserved !== undefined) reportReservedKey(reserved, pointer, report)
}

/**
 * Reports every `__proto__` key inside data. `prototype` and `constructor` are fine there: they only matter as names
 * that a compose writes.
 *
 * Walks each container once, however often it is shared, so that neither aliases nor cycles cost more than the data.
 */
export function checkNestedKeys(value: unknown, pointer: string, report: Report): void {
  if (typeof value !== 'object' || value === null) return
  const seen = new Set<object>()
  const pending: [value: object, pointer: string][] = [[value, pointer]]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [container, at] = next
    if (seen.has(container)) continue
    seen.add(container)
    if (Array.isArray(container)) {
      container.forEach((item, index) => {
        if (typeof item === 'object' && item !== null) pending.push([item, joinPointer(at, index)])
      })
    } else if (isDict(container)) {
      for (const key of Object.keys(container)) {
        if (key === '__proto__') reportReservedKey(key, joinPointer(at, key), report, 'key')
        const item = container[key]
        if (typeof item === 'object' && item !== null) pending.push([item, joinPointer(at, key)])
      }
    }
  }
}
