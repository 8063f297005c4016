import { hasOwn } from '../values.ts'

const INDEX = /^(?:0|[1-9]\d*)$/
const BRACKETS = /^([^[\]]*)((?:\[\d+\])+)$/

/** A dotted path, split once: the segments after the root, and each as an array index or -1. */
export interface Path {
  readonly keys: readonly string[]
  readonly indexes: readonly number[]
  /** The same path with `a[0]` read as two segments; tried when the literal reading finds nothing. */
  readonly bracketed?: Path
}

/**
 * Splits what follows `$.` or `$slot.`. Segments are separated by dots; an empty segment is the key `""`; there is no
 * quoting. `items[0]` means the key of that very name, else `items.0`.
 *
 * Spec: engine.md 1.5; brackets: contracts.md 10, item 8.
 */
export function parsePath(text: string): Path {
  const keys = text.split('.')
  const path = toPath(keys)
  if (!text.includes('[')) return path
  const split = keys.flatMap((key) => {
    const match = BRACKETS.exec(key)
    return match === null ? [key] : [match[1]!, ...match[2]!.slice(1, -1).split('][')].filter((part) => part !== '')
  })
  return split.length === keys.length ? path : { ...path, bracketed: toPath(split) }
}

function toPath(keys: readonly string[]): Path {
  return { keys, indexes: keys.map((key) => (INDEX.test(key) ? Number(key) : -1)) }
}

/**
 * The value under `path` inside `root`, where `root` answers for the first segment; `undefined` when any part is
 * missing. Own properties and array elements only: no prototypes, no `length`, no characters of strings.
 */
export function readPath(root: { get(key: string): unknown }, path: Path): unknown {
  let value = root.get(path.keys[0]!)
  if (path.keys.length > 1) value = descend(value, path, 1)
  if (value === undefined && path.bracketed !== undefined) return readPath(root, path.bracketed)
  return value
}

/** `readPath` for a plain value. */
export function readPathIn(root: unknown, path: Path): unknown {
  const value = descend(root, path, 0)
  if (value === undefined && path.bracketed !== undefined) return descend(root, path.bracketed, 0)
  return value
}

function descend(start: unknown, path: Path, from: number): unknown {
  let value = start
  for (let at = from; at < path.keys.length; at++) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) {
      const index = path.indexes[at]!
      if (index < 0) return undefined
      value = value[index]
    } else {
      const key = path.keys[at]!
      value = hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
    }
  }
  return value
}
