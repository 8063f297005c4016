import { ValueWalk } from '../../../value-limits.ts'
import { type Dict, isDict, setOwn } from '../../../values.ts'

/**
 * What a TOML parser made, as JSON: dates become their ISO text, infinities and NaN null, big integers the nearest number,
 * tables plain objects.
 *
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function tomlToJson(document: object): unknown {
  return converted(document, 0, new ValueWalk())
}

function converted(value: unknown, depth: number, walk: ValueWalk): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) {
    walk.enter(depth, value.length)
    return value.map((item) => converted(item, depth + 1, walk))
  }
  if (!isDict(value)) return value
  const keys = Object.keys(value)
  walk.enter(depth, keys.length)
  const copy: Dict = {}
  for (const key of keys) setOwn(copy, key, converted(value[key], depth + 1, walk))
  return copy
}
