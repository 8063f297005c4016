import { ValueWalk } from './value-limits.ts'
import { isDict } from './values.ts'

/**
 * To be called before code that recurses into a value that somebody else made, and that does not count for itself what it
 * visits.
 *
 * @throws {KernelError} `value_too_deep`, also for a value that contains itself; `value_too_large`, also for a small one
 * that holds a part many times over.
 */
export function ensureBounded(value: unknown): void {
  enter(value, 0, new ValueWalk())
}

function enter(value: unknown, depth: number, walk: ValueWalk): void {
  if (!Array.isArray(value) && !isDict(value)) return
  const parts = Object.values(value)
  walk.enter(depth, parts.length)
  for (const part of parts) enter(part, depth + 1, walk)
}
