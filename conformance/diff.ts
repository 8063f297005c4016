import { hasOwn, isDict } from '../core/values.ts'
import { ABSENT, ANY } from './case.ts'

export interface DiffOptions {
  /** Keys of the actual value that the expected one does not name are fine, at every depth. */
  readonly subset?: boolean
}

/**
 * Compares two JSON values and says where they part: one line per differing path, such as
 * `$.items[2].name: expected "a", found "b"`.
 *
 * In the expected value the string `<any>` stands for whatever is there and `<absent>` for a key that is not.
 *
 * @returns no line when they agree.
 */
export function diffValues(expected: unknown, actual: unknown, options: DiffOptions = {}): string[] {
  const lines: string[] = []
  compare(expected, actual, '$', options, lines)
  return lines
}

function compare(expected: unknown, actual: unknown, path: string, options: DiffOptions, lines: string[]): void {
  if (expected === ABSENT) {
    if (actual !== undefined) lines.push(`${path}: expected nothing, found ${show(actual)}`)
  } else if (actual === undefined) {
    lines.push(`${path}: expected ${show(expected)}, found nothing`)
  } else if (expected === ANY || Object.is(expected, actual)) {
    return
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    compareArrays(expected, actual, path, options, lines)
  } else if (isDict(expected) && isDict(actual)) {
    for (const key of Object.keys(expected)) {
      compare(expected[key], hasOwn(actual, key) ? actual[key] : undefined, path + keyPath(key), options, lines)
    }
    if (options.subset) return
    for (const key of Object.keys(actual)) {
      if (!hasOwn(expected, key) && actual[key] !== undefined) {
        lines.push(`${path}${keyPath(key)}: expected nothing, found ${show(actual[key])}`)
      }
    }
  } else {
    lines.push(`${path}: expected ${show(expected)}, found ${show(actual)}`)
  }
}

function compareArrays(
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
  options: DiffOptions,
  lines: string[],
): void {
  if (expected.length !== actual.length) {
    lines.push(`${path}: expected ${expected.length} items, found ${actual.length}`)
  }
  for (let index = 0; index < Math.max(expected.length, actual.length); index += 1) {
    const at = `${path}[${index}]`
    if (index >= expected.length) lines.push(`${at}: expected nothing, found ${show(actual[index])}`)
    else compare(expected[index], actual[index], at, options, lines)
  }
}

function keyPath(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

const SHOWN = 160

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text
}
