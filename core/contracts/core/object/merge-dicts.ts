import { ValueWalk } from '../../../value-limits.ts'
import { type Dict, isDict, own, setOwn } from '../../../values.ts'

export interface MergeOptions {
  /** Merge objects that both sides have under one key. */
  readonly deep: boolean
  /** What two arrays under one key become, when `deep`. */
  readonly arrays: 'replace' | 'concat'
}

/**
 * A new object with the keys of both; `right` wins. Keys of `right` that hold `undefined` do not count.
 *
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function mergeDicts(left: Dict, right: Dict, options: MergeOptions): Dict {
  return merge(left, right, options, 0, new ValueWalk())
}

function merge(left: Dict, right: Dict, options: MergeOptions, depth: number, walk: ValueWalk): Dict {
  const keys = Object.keys(right)
  walk.enter(depth, keys.length)
  const result = { ...left }
  for (const key of keys) {
    const incoming = right[key]
    if (incoming === undefined) continue
    setOwn(result, key, options.deep ? combine(own(left, key), incoming, options, depth, walk) : incoming)
  }
  return result
}

function combine(left: unknown, right: unknown, options: MergeOptions, depth: number, walk: ValueWalk): unknown {
  if (isDict(left) && isDict(right)) return merge(left, right, options, depth + 1, walk)
  if (options.arrays === 'concat' && Array.isArray(left) && Array.isArray(right)) return left.concat(right)
  return right
}
