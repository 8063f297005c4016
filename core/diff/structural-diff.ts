import { ValueWalk } from '../value-limits.ts'
import { type Dict, hasOwn, isAbsent, isDict } from '../values.ts'

/** One place at which two values part. Absent members are those that one side does not have. */
export interface Difference {
  /** `$` for the values themselves, `$.items[2].name` inside them. */
  readonly path: string
  readonly actual?: unknown
  readonly expected?: unknown
}

export interface DiffOptions {
  /** Keys that were not expected are differences too, at every depth; those with null are not, being absent. */
  readonly exact?: boolean
}

/**
 * Where a value differs from what was expected of it, place by place.
 *
 * Objects match when every expected key does: further keys are fine unless `exact` is set. Lists match item by item and
 * must be of one length. Expected null matches null and absence. Prototypes and key order do not count.
 *
 * @returns an empty list when the value matches.
 * @throws {KernelError} `value_too_deep`, `value_too_large` when both sides are.
 * Spec: engine.md 7.3; contracts.md 3.1.20, "Matching".
 *
 * @example
 * ```ts
 * import { structuralDiff } from 'lcod-universal'
 *
 * const found = { name: 'Ada', tags: ['a', 'b'], at: 12 }
 * console.log(structuralDiff(found, { name: 'Ada', tags: ['a', 'c'] })) // [ { path: '$.tags[1]', actual: 'b', expected: 'c' } ]
 * ```
 */
export function structuralDiff(actual: unknown, expected: unknown, options: DiffOptions = {}): Difference[] {
  const found: Difference[] = []
  compare(actual, expected, '$', { exact: options.exact === true, found, walk: new ValueWalk() }, 0)
  return found
}

/** What one comparison carries along. */
interface Comparison {
  readonly exact: boolean
  readonly found: Difference[]
  readonly walk: ValueWalk
}

function compare(actual: unknown, expected: unknown, path: string, diff: Comparison, depth: number): void {
  if (expected === null || expected === undefined) {
    if (actual !== null && actual !== undefined) diff.found.push({ path, actual, expected: null })
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    diff.walk.enter(depth, expected.length)
    compareLists(actual, expected, path, diff, depth)
  } else if (isDict(expected) && isDict(actual)) {
    compareObjects(actual, expected, path, diff, depth)
  } else if (!isSameScalar(actual, expected)) {
    diff.found.push({ path, ...(actual === undefined ? {} : { actual }), expected })
  }
}

function compareLists(
  actual: readonly unknown[],
  expected: readonly unknown[],
  path: string,
  diff: Comparison,
  depth: number,
): void {
  const common = Math.min(actual.length, expected.length)
  for (let at = 0; at < common; at++) compare(actual[at], expected[at], `${path}[${at}]`, diff, depth + 1)
  for (let at = common; at < expected.length; at++) diff.found.push({ path: `${path}[${at}]`, expected: expected[at] })
  for (let at = common; at < actual.length; at++) diff.found.push({ path: `${path}[${at}]`, actual: actual[at] })
}

function compareObjects(actual: Dict, expected: Dict, path: string, diff: Comparison, depth: number): void {
  const keys = Object.keys(expected)
  diff.walk.enter(depth, keys.length)
  for (const key of keys) {
    compare(hasOwn(actual, key) ? actual[key] : undefined, expected[key], `${path}${segment(key)}`, diff, depth + 1)
  }
  if (!diff.exact) return
  for (const key of Object.keys(actual)) {
    const extra = actual[key]
    if (!hasOwn(expected, key) && !isAbsent(extra)) diff.found.push({ path: `${path}${segment(key)}`, actual: extra })
  }
}

function segment(key: string): string {
  return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function isSameScalar(actual: unknown, expected: unknown): boolean {
  return actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))
}
