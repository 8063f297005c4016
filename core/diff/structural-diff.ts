import { type Dict, hasOwn, isDict } from '../values.ts'

/** One place at which two values part. Absent members are those that one side does not have. */
export interface Difference {
  /** `$` for the values themselves, `$.items[2].name` inside them. */
  readonly path: string
  readonly actual?: unknown
  readonly expected?: unknown
}

/**
 * Where a value differs from what was expected of it, place by place.
 *
 * Objects match when every expected key does: further keys are fine. Lists match item by item and must be of one length.
 * Expected null matches null and absence. Prototypes and key order do not count.
 *
 * @returns nothing when the value matches.
 * Spec: engine.md 7.3; contracts.md 3.1.20, "Matching".
 */
export function structuralDiff(actual: unknown, expected: unknown): Difference[] {
  const found: Difference[] = []
  compare(actual, expected, '$', found)
  return found
}

function compare(actual: unknown, expected: unknown, path: string, found: Difference[]): void {
  if (expected === null || expected === undefined) {
    if (actual !== null && actual !== undefined) found.push({ path, actual, expected: null })
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    compareLists(actual, expected, path, found)
  } else if (isDict(expected) && isDict(actual)) {
    compareObjects(actual, expected, path, found)
  } else if (!isSameScalar(actual, expected)) {
    found.push({ path, ...(actual === undefined ? {} : { actual }), expected })
  }
}

function compareLists(
  actual: readonly unknown[],
  expected: readonly unknown[],
  path: string,
  found: Difference[],
): void {
  const common = Math.min(actual.length, expected.length)
  for (let at = 0; at < common; at++) compare(actual[at], expected[at], `${path}[${at}]`, found)
  for (let at = common; at < expected.length; at++) found.push({ path: `${path}[${at}]`, expected: expected[at] })
  for (let at = common; at < actual.length; at++) found.push({ path: `${path}[${at}]`, actual: actual[at] })
}

function compareObjects(actual: Dict, expected: Dict, path: string, found: Difference[]): void {
  for (const key of Object.keys(expected)) {
    compare(hasOwn(actual, key) ? actual[key] : undefined, expected[key], `${path}${segment(key)}`, found)
  }
}

function segment(key: string): string {
  return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function isSameScalar(actual: unknown, expected: unknown): boolean {
  return actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))
}
