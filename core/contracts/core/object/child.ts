import { isDict, own } from '../../../values.ts'

const INDEX = /^(?:0|[1-9]\d*)$/

/**
 * The part of `container` under one path segment, or `undefined`. The container decides what the segment means: an
 * array takes indexes, also written as digits; an object takes own keys, also written as numbers.
 */
export function childOf(container: unknown, segment: string | number): unknown {
  if (Array.isArray(container)) return container[arrayIndex(segment)]
  return isDict(container) ? own(container, String(segment)) : undefined
}

/** The index that a segment means on an array; -1 when it means none. */
export function arrayIndex(segment: string | number): number {
  if (typeof segment === 'string') return INDEX.test(segment) ? Number(segment) : -1
  return segment >= 0 ? segment : -1
}
