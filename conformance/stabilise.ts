import { type Dict, hasOwn, isDict, setOwn } from '../core/values.ts'
import { ANY } from './case.ts'

/** Keys whose values are moments or durations. */
const TIME_KEYS: ReadonlySet<string> = new Set(['durationMs', 'mtime', 'ctime', 'startedAt', 'timestamp'])
/** What `runtime/info` tells: places, system and process, each rightly another one on each host. */
const PLACE_KEYS: ReadonlySet<string> = new Set(['tmpDir', 'homeDir', 'platform', 'pid'])
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
/** Shorter texts and smaller numbers that a case hides occur elsewhere by chance. */
const HIDDEN_TEXT_LENGTH = 3
const HIDDEN_NUMBER = 1000

/**
 * Replaces what rightly differs from host to host and run to run, so that the rest can be hashed: the working
 * directory, what `runtime/info` tells of the place, moments and durations, UUIDs, ids of streams (numbered as they are
 * first seen), and whatever the case expects only as `<any>`, wherever it occurs.
 */
export class Stabiliser {
  readonly #texts: Array<readonly [find: string, replacement: string]> = []
  readonly #numbers = new Set<number>()
  readonly #streams = new Map<string, string>()
  /** Objects being walked: `clone: false` can make a value contain itself. */
  readonly #within = new Set<object>()

  /** @param cwd absolute working directory of the host; the root directory is not replaced. */
  constructor(cwd: string | undefined) {
    if (cwd !== undefined && cwd !== '/') this.#texts.push([cwd, '<cwd>'])
  }

  /** Hides the parts of `actual` that `expected` leaves open with `<any>`. */
  hide(expected: unknown, actual: unknown): void {
    if (expected === ANY) {
      if (typeof actual === 'string' && actual.length >= HIDDEN_TEXT_LENGTH) this.#texts.push([actual, ANY])
      if (typeof actual === 'number' && Math.abs(actual) >= HIDDEN_NUMBER) this.#numbers.add(actual)
    } else if (Array.isArray(expected) && Array.isArray(actual)) {
      for (const [index, item] of expected.entries()) this.hide(item, actual[index])
    } else if (isDict(expected) && isDict(actual)) {
      for (const key of Object.keys(expected)) if (hasOwn(actual, key)) this.hide(expected[key], actual[key])
    }
  }

  /** Numbers the streams that `value` names: handles, and events about streams. */
  collectStreams(value: unknown): void {
    if (typeof value !== 'object' || value === null || this.#within.has(value)) return
    this.#within.add(value)
    if (isDict(value)) {
      const { id, encoding, type } = value
      const isStream = typeof encoding === 'string' || type === 'stream'
      if (typeof id === 'string' && isStream && !this.#streams.has(id)) {
        this.#streams.set(id, `<stream ${this.#streams.size + 1}>`)
      }
    }
    for (const item of Object.values(value)) this.collectStreams(item)
    this.#within.delete(value)
  }

  /** A copy of `value` with everything volatile replaced; `expected` says which parts are open. */
  apply(value: unknown, expected?: unknown): unknown {
    if (expected === ANY && value !== undefined) return ANY
    if (typeof value === 'string') return this.#text(value)
    if (typeof value === 'number') return this.#numbers.has(value) ? ANY : value
    if (typeof value !== 'object' || value === null) return value
    if (this.#within.has(value)) return '<itself>'
    this.#within.add(value)
    const copy = Array.isArray(value)
      ? value.map((item, index) => this.apply(item, Array.isArray(expected) ? expected[index] : undefined))
      : this.#object(value as Dict, isDict(expected) ? expected : {})
    this.#within.delete(value)
    return copy
  }

  #object(value: Dict, expected: Dict): Dict {
    const copy: Dict = {}
    const tellsPlaces = hasOwn(value, 'tmpDir') && hasOwn(value, 'homeDir')
    for (const key of Object.keys(value)) {
      const wanted = hasOwn(expected, key) ? expected[key] : undefined
      const isPlace = tellsPlaces && PLACE_KEYS.has(key)
      const stable = isPlace ? ANY : this.apply(value[key], wanted)
      setOwn(copy, this.#text(key), TIME_KEYS.has(key) ? timeOf(value[key]) : stable)
    }
    // The picture of a long value: its size and its cut vary with what was just replaced.
    if (typeof value['head'] === 'string' && copy['head'] !== value['head'] && typeof value['size'] === 'number') {
      return { kind: copy['kind'], head: ANY }
    }
    return copy
  }

  #text(text: string): string {
    const known = this.#streams.get(text)
    if (known !== undefined) return known
    let stable = text
    for (const [id, replacement] of this.#streams) stable = stable.replaceAll(id, replacement)
    for (const [find, replacement] of this.#texts) stable = stable.replaceAll(find, replacement)
    return stable.replace(ISO_TIME, '<time>').replace(UUID, '<uuid>')
  }
}

function timeOf(value: unknown): unknown {
  return value === undefined || value === null ? value : '<time>'
}
