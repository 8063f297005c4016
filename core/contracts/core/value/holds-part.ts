import { ValueWalk } from '../../../value-limits.ts'

/**
 * Whether one of `parts` is `value` itself or somewhere in it. What changes values in place asks this first: putting a
 * value into a part of itself would leave something that is no JSON and has no end.
 *
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function holdsPart(value: unknown, parts: ReadonlySet<unknown>): boolean {
  return search(value, parts, 0, new ValueWalk())
}

function search(value: unknown, parts: ReadonlySet<unknown>, depth: number, walk: ValueWalk): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (parts.has(value)) return true
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  walk.enter(depth, children.length)
  return children.some((child) => search(child, parts, depth + 1, walk))
}
