import { type Dict, isDict, setOwn } from '../../core/values.ts'

/**
 * The value as a validator without a notion of `undefined` must see it: absent keys are left out, holes are null.
 *
 * @returns the value itself when there is nothing to leave out.
 */
export function jsonView(value: unknown): unknown {
  if (value === undefined) return null
  if (Array.isArray(value)) return viewOf(value, value.map(jsonView))
  if (!isDict(value)) return typeof value === 'bigint' ? Number(value) : typeof value === 'function' ? {} : value
  let changed = false
  const copy: Dict = {}
  for (const key of Object.keys(value)) {
    const item = value[key]
    const seen = item === undefined ? undefined : jsonView(item)
    if (seen !== item || item === undefined) changed = true
    if (item !== undefined) setOwn(copy, key, seen)
  }
  return changed ? copy : value
}

function viewOf(original: unknown[], copy: unknown[]): unknown[] {
  return original.every((item, index) => item === copy[index]) ? original : copy
}
