import { ValueWalk } from '../value-limits.ts'
import { describeKind, isDict } from '../values.ts'

/** Why a value is no plain JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson'
}

export interface StrictJsonOptions {
  /** Sort the keys of every object, so that equal values give equal text. Default: their own order. */
  readonly sortKeys?: boolean
  /** Objects that look like JSON and mean nothing to another process: handles of open streams. */
  readonly isLive?: (value: object) => boolean
}

/**
 * The JSON text of a value that reads back as the same value, without line breaks.
 *
 * Absent keys are left out, absent items of a list are null. Unlike `JSON.stringify` it changes nothing else and drops
 * nothing.
 *
 * @throws {NotJson} for functions, class instances, numbers that JSON has not, and what `isLive` says; the message says
 * where: `at results.0.handle`.
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function strictJson(value: unknown, options: StrictJsonOptions = {}): string {
  return write(value, [], { ...options, walk: new ValueWalk() })
}

interface Writing extends StrictJsonOptions {
  readonly walk: ValueWalk
}

function write(value: unknown, way: string[], writing: Writing): string {
  if (value === undefined || value === null) return 'null'
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw notJson(`the number ${value}`, way)
      return JSON.stringify(value)
    case 'object':
      return writeObject(value, way, writing)
    default:
      throw notJson(`a ${typeof value}`, way)
  }
}

function writeObject(value: object, way: string[], writing: Writing): string {
  if (Array.isArray(value)) {
    writing.walk.enter(way.length, value.length)
    return `[${Array.from(value, (item: unknown, at) => within(item, String(at), way, writing)).join(',')}]`
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!isDict(value) || (prototype !== Object.prototype && prototype !== null)) throw notJson(nameOf(value), way)
  if (Object.getOwnPropertySymbols(value).length > 0) throw notJson(`${describeKind(value)} with symbols`, way)
  if (writing.isLive?.(value) === true) throw notJson('an open stream', way)
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  writing.walk.enter(way.length, keys.length)
  if (writing.sortKeys === true) keys.sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${within(value[key], key, way, writing)}`).join(',')}}`
}

function within(value: unknown, key: string, way: string[], writing: Writing): string {
  way.push(key)
  const text = write(value, way, writing)
  way.pop()
  return text
}

function nameOf(value: object): string {
  const { constructor: made } = value as { constructor?: unknown }
  return typeof made === 'function' && made.name !== '' ? `an instance of ${made.name}` : 'no plain object'
}

function notJson(what: string, way: readonly string[]): NotJson {
  return new NotJson(way.length === 0 ? what : `${what} at ${way.join('.')}`)
}
