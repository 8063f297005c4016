import { KernelError } from '../../../errors/kernel-error.ts'
import { ValueWalk } from '../../../value-limits.ts'
import { isDict } from '../../../values.ts'

export interface EncodeOptions {
  /** Blanks per level, 0 for one line. */
  readonly space?: number
  /** Keys of every object in the order of their UTF-16 units. */
  readonly sortKeys?: boolean
}

/**
 * The JSON text of a value. Absent is `null`; absent keys are left out; NaN and the infinities are `null`.
 *
 * @throws {KernelError} `value_too_deep`, also for a value that contains itself (the message tells which);
 * `value_too_large`; `invalid_input` for what JSON cannot say.
 */
export function encodeJson(value: unknown, { space = 0, sortKeys = false }: EncodeOptions = {}): string {
  checkEncodable(value, 0, new ValueWalk(), [])
  try {
    return sortKeys ? writeSorted(value, ' '.repeat(space), '') : JSON.stringify(value ?? null, undefined, space)
  } catch (cause) {
    // The walk leaves one reason: the text is longer than the host's strings can be.
    throw new KernelError('value_too_large', 'JSON text is longer than a string can be', { cause })
  }
}

/** Walks ahead of the host's encoder, whose limits and messages differ from host to host. */
function checkEncodable(value: unknown, depth: number, walk: ValueWalk, enclosing: object[]): void {
  if (typeof value === 'bigint') throw new KernelError('invalid_input', 'JSON has no big integers')
  if (typeof value !== 'object' || value === null) return
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  try {
    walk.enter(depth, parts.length)
  } catch (error) {
    throw isCycle(enclosing) ? new KernelError('value_too_deep', 'Value contains itself') : error
  }
  enclosing.push(value)
  for (const part of parts) checkEncodable(part, depth + 1, walk, enclosing)
  enclosing.pop()
}

function isCycle(enclosing: readonly object[]): boolean {
  return new Set(enclosing).size < enclosing.length
}

/** The host's encoder would put keys that look like indexes first, whatever their sorted place. */
function writeSorted(value: unknown, gap: string, indent: string): string {
  const inner = indent + gap
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => writeSorted(item, gap, inner))
    return enclose('[', items, ']', gap, indent)
  }
  if (!isDict(value)) return JSON.stringify(value) ?? 'null'
  const colon = gap === '' ? ':' : ': '
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  const members = keys.sort().map((key) => JSON.stringify(key) + colon + writeSorted(value[key], gap, inner))
  return enclose('{', members, '}', gap, indent)
}

function enclose(open: string, parts: string[], close: string, gap: string, indent: string): string {
  if (parts.length === 0 || gap === '') return open + parts.join(',') + close
  const line = `\n${indent}${gap}`
  return `${open}${line}${parts.join(`,${line}`)}\n${indent}${close}`
}
