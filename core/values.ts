/**
 * Values of the language: JSON plus what a run may hold while it runs.
 *
 * Values are immutable by convention: nothing that receives one may change it (engine.md 1.6).
 */
import { ValueWalk } from './value-limits.ts'

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A plain object whose own keys are the only ones that count. */
export type Dict = Record<string, unknown>

/** True for objects that are neither null, an array nor an async iterable: the "plain object" of the specification. */
export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for what the specification calls absent: a missing key, `undefined` or `null` (engine.md 1.5). */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

const ownProperty = Object.prototype.hasOwnProperty

/** The value under an own key, or `undefined`; inherited properties do not exist for the language (engine.md 1.5). */
export function own(object: object, key: string): unknown {
  return ownProperty.call(object, key) ? (object as Dict)[key] : undefined
}

/** Whether `key` is an own key of `object`. */
export function hasOwn(object: object, key: string): boolean {
  return ownProperty.call(object, key)
}

/** Sets an own key whatever its name: `__proto__` becomes data and never changes a prototype. */
export function setOwn(target: Dict, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  } else {
    target[key] = value
  }
}

/** Key names that may not be written by a compose: they would reach into prototypes on some host. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/** The kind of a value in the words of `contract/core/value/kind@1`. `undefined` counts as null. */
export function kindOf(value: unknown): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
    case 'bigint':
      return 'number'
    case 'string':
      return 'string'
    default:
      return 'object'
  }
}

/** `kindOf` with its article, for messages: `an array`, `a string`, `null`. */
export function describeKind(value: unknown): string {
  const kind = kindOf(value)
  if (kind === 'null') return 'null'
  return kind === 'array' || kind === 'object' ? `an ${kind}` : `a ${kind}`
}

/** Characters of a value that `describeValue` shows. */
const SHOWN_LENGTH = 60

/**
 * A value as messages show it, whoever made it: texts, numbers and truth values as JSON, cut when they are long; all
 * others by their kind. `undefined` is `nothing`.
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'bigint' || typeof value === 'object') return describeKind(value)
  const text = JSON.stringify(value) ?? describeKind(value)
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`
}

/**
 * Deep copy of arrays and own enumerable keys; everything else is returned as it is.
 *
 * @throws {KernelError} `value_too_deep`, also for a value that contains itself; `value_too_large`.
 */
export function cloneValue<T>(value: T): T {
  return copy(value, 0, new ValueWalk()) as T
}

function copy(value: unknown, depth: number, walk: ValueWalk): unknown {
  if (Array.isArray(value)) {
    walk.enter(depth, value.length)
    return value.map((item) => copy(item, depth + 1, walk))
  }
  if (!isDict(value)) return value
  const keys = Object.keys(value)
  walk.enter(depth, keys.length)
  const result: Dict = {}
  for (const key of keys) setOwn(result, key, copy(value[key], depth + 1, walk))
  return result
}

/**
 * Structural equality of JSON values: key order is irrelevant, absent equals `undefined`, prototypes do not count.
 *
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  return same(left, right, 0, new ValueWalk())
}

function same(left: unknown, right: unknown, depth: number, walk: ValueWalk): boolean {
  if (left === right) return true
  if (left === undefined || right === undefined) return false
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false
    walk.enter(depth, left.length)
    return left.every((item, index) => same(item, right[index], depth + 1, walk))
  }
  if (!isDict(left) || !isDict(right)) return Number.isNaN(left) && Number.isNaN(right)
  const keys = Object.keys(left).filter((key) => left[key] !== undefined)
  if (keys.length !== Object.keys(right).filter((key) => right[key] !== undefined).length) return false
  walk.enter(depth, keys.length)
  return keys.every((key) => hasOwn(right, key) && same(left[key], right[key], depth + 1, walk))
}

/** Freezes a value and all it holds; what is frozen already is not looked into again. */
export function freezeDeep<T>(value: T): T {
  const waiting: unknown[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue
    Object.freeze(next)
    for (const part of Object.values(next)) if (part !== undefined) waiting.push(part)
  }
  return value
}
