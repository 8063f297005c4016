import { KernelError } from '../../../errors/kernel-error.ts'
import { type Dict, describeKind, isAbsent, isDict, setOwn } from '../../../values.ts'
import { holdsPart } from '../value/holds-part.ts'
import type { ValuePath } from './check-path.ts'
import { arrayIndex, childOf } from './child.ts'

/** Null items that one call may put between the end of an array and the index it writes. */
const MAX_GAP = 100_000

type Container = unknown[] | Dict

export interface SetOptions {
  /** Change the containers themselves, except frozen ones. */
  readonly inPlace: boolean
  /** Make containers that are missing on the way. */
  readonly createMissing: boolean
}

/**
 * Writes `value` under a path of at least one segment.
 *
 * Only the containers along the path are copied, or none when `inPlace`. The new branch is built before it is attached,
 * so a call that fails has changed nothing.
 *
 * @returns the root that holds the value, and whether there was nothing under the path before.
 * @throws {KernelError} `invalid_input` for a missing segment, a scalar on the way, an index that an array cannot have, or a
 * value that would contain itself.
 */
export function setAtPath(root: Container, path: ValuePath, value: unknown, options: SetOptions) {
  if (options.inPlace) refuseCycle(root, path, value)
  const object = writable(root, options)
  let container = object
  let at = 0
  for (; at < path.length - 1; at++) {
    const child = childOf(container, path[at]!)
    if (isAbsent(child)) break
    if (!Array.isArray(child) && !isDict(child)) throw cannotEnter(child, path, at)
    const next = writable(child, options)
    if (next !== child) write(container, path, at, next)
    container = next
  }
  const last = at === path.length - 1
  if (!last && !options.createMissing) throw missingSegment(path, at)
  const created = !last || childOf(container, path[at]!) === undefined
  write(container, path, at, last ? value : branch(path, at + 1, value))
  return { object, created }
}

/** Only changing what is there can put a value into itself; a copy cannot. */
function refuseCycle(root: Container, path: ValuePath, value: unknown): void {
  const enclosing = new Set<unknown>()
  let part: unknown = root
  for (const segment of path) {
    if (isAbsent(part)) break
    enclosing.add(part)
    part = childOf(part, segment)
  }
  if (holdsPart(value, enclosing)) {
    throw new KernelError('invalid_input', 'value must not contain the object that it is written into', {
      data: { input: 'value' },
    })
  }
}

/** New containers for the segments from `from` on: an array where a number follows, an object elsewhere. */
function branch(path: ValuePath, from: number, value: unknown): unknown {
  let part = value
  for (let at = path.length - 1; at >= from; at--) {
    const container: Container = typeof path[at] === 'number' ? [] : {}
    write(container, path, at, part)
    part = container
  }
  return part
}

function writable(container: Container, options: SetOptions): Container {
  if (options.inPlace && !Object.isFrozen(container)) return container
  return Array.isArray(container) ? container.slice() : { ...container }
}

function write(container: Container, path: ValuePath, at: number, value: unknown): void {
  const segment = path[at]!
  if (!Array.isArray(container)) {
    setOwn(container, String(segment), value)
    return
  }
  const index = arrayIndex(segment)
  if (index < 0) throw refused(`"${segment}" is not an index of the array`, path, at)
  if (index > container.length + MAX_GAP) {
    throw refused(`index ${index} is more than ${MAX_GAP} past the end of the array`, path, at)
  }
  // JSON has no holes: what lies between the end and the index is null.
  while (container.length < index) container.push(null)
  container[index] = value
}

function missingSegment(path: ValuePath, at: number): KernelError {
  return new KernelError('invalid_input', `missing segment "${path[at]}" in path ${show(path)}`, {
    data: { input: 'path', index: at },
    hint: 'Leave createMissing out to have the containers made',
  })
}

function cannotEnter(found: unknown, path: ValuePath, at: number): KernelError {
  return refused(`"${path[at]}" holds ${describeKind(found)}, expected an object or an array`, path, at)
}

function refused(what: string, path: ValuePath, at: number): KernelError {
  return new KernelError('invalid_input', `cannot set path ${show(path)}: ${what}`, {
    data: { input: 'path', index: at },
  })
}

function show(path: ValuePath): string {
  return JSON.stringify(path)
}
