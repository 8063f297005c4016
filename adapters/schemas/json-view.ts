import { ValueWalk } from '../../core/value-limits.ts'
import { type Dict, hasOwn, isDict, setOwn } from '../../core/values.ts'
import { wellFormed } from '../../core/well-formed.ts'

/**
 * The value as a validator without a notion of `undefined` must see it: absent keys are left out, holes are null, and
 * names can be encoded for a URL.
 *
 * @returns the value itself when there is nothing to leave out.
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function jsonView(value: unknown): unknown {
  return viewOf(value, 0, new ValueWalk())
}

function viewOf(value: unknown, depth: number, walk: ValueWalk): unknown {
  if (value === undefined) return null
  if (Array.isArray(value)) {
    walk.enter(depth, value.length)
    const copy = Array.from(value, (item) => viewOf(item, depth + 1, walk))
    return copy.every((item, index) => item === value[index]) ? value : copy
  }
  if (!isDict(value)) return typeof value === 'bigint' ? Number(value) : typeof value === 'function' ? {} : value
  const keys = Object.keys(value)
  walk.enter(depth, keys.length)
  let changed = false
  const copy: Dict = {}
  for (const key of keys) {
    const item = value[key]
    const seen = item === undefined ? undefined : viewOf(item, depth + 1, walk)
    const name = freeName(key, value, copy)
    if (seen !== item || item === undefined || name !== key) changed = true
    if (item !== undefined) setOwn(copy, name, seen)
  }
  return changed ? copy : value
}

/** A key that can be encoded, in the place of one that cannot; never one that hides another. */
function freeName(key: string, value: Dict, copy: Dict): string {
  let name = wellFormed(key)
  while (name !== key && (hasOwn(value, name) || hasOwn(copy, name))) name += '\ufffd'
  return name
}
