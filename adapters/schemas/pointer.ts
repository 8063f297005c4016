import { own } from '../../core/values.ts'

/** The segments of a validator's location such as `#/properties/a~1b`, unescaped. */
export function segmentsOf(location: string): string[] {
  if (location === '#' || location === '') return []
  return location
    .slice(location.startsWith('#/') ? 2 : 1)
    .split('/')
    .map(decodeSegment)
}

/** A JSON pointer of plain segments. */
export function pointerOf(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What lies at the segments, own members only; `undefined` when nothing does. */
export function valueAt(root: unknown, segments: readonly string[]): unknown {
  let value = root
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null) return undefined
    value = own(value, segment)
  }
  return value
}

function decodeSegment(segment: string): string {
  return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
}
