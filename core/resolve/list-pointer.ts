import { type Dict, isDict, own } from '../values.ts'
import { ensureReachable, type Location, resolveLocation } from './location.ts'

/** A list of components that is still to be read. */
export interface ListPointer {
  readonly id: string
  readonly location: Location
  /** Id of the list of the project that led here; its own when absent. */
  readonly origin?: string | undefined
  /** Digest the file must have. */
  readonly checksum?: string | undefined
  /** A list in a repository: cloned before the location, a path in it, means anything. */
  readonly git?: { readonly url: string; readonly ref?: string; readonly path: string } | undefined
  /** A list that is written where it is named: JSON lines, then lines. Its paths are relative to the location. */
  readonly inline?: { readonly text: string; readonly lines: readonly Dict[] } | undefined
  /** What the request needs besides its URL. */
  readonly request?: Dict | undefined
}

export interface ReadPointersOptions {
  /** Told of entries that point nowhere; they are left out. */
  readonly warn: (warning: string) => void
  /** What the file says for all entries: `priority`, `entrypoint`, `transport`. */
  readonly defaults?: unknown
}

/** Of entries that say nothing else. */
const PRIORITY = 100

/**
 * The pointers of a `sources.json`, or of a list of catalogues: both write entries with an `entrypoint`, older ones its
 * fields on the entry itself. Lower priorities come first.
 *
 * Spec: contracts.md 5.3, 5.4.
 */
export function readPointers(entries: unknown, base: Location, options: ReadPointersOptions): ListPointer[] {
  const { warn } = options
  const defaults = isDict(options.defaults) ? options.defaults : {}
  const pointers: Array<{ readonly pointer: ListPointer; readonly priority: number }> = []
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const id = isDict(entry) ? (textOf(entry, 'id') ?? `source ${index + 1}`) : `source ${index + 1}`
    const pointer = isDict(entry) ? readPointer(entry, id, { base, defaults }) : undefined
    const priority = priorityOf(entry) ?? priorityOf(defaults) ?? PRIORITY
    if (pointer === undefined) warn(`The source "${id}" names neither a path nor a URL`)
    else pointers.push({ pointer, priority })
  }
  return pointers.sort((left, right) => left.priority - right.priority).map(({ pointer }) => pointer)
}

function readPointer(
  entry: Dict,
  id: string,
  { base, defaults }: { readonly base: Location; readonly defaults: Dict },
): ListPointer | undefined {
  const entrypoint = own(entry, 'entrypoint')
  const merged: Dict = { ...dictAt(defaults, 'entrypoint'), ...entry, ...(isDict(entrypoint) ? entrypoint : {}) }
  const url = textOf(merged, 'url')
  const path = textOf(merged, 'path')
  const checksum = (isDict(entrypoint) ? textOf(entrypoint, 'checksum') : undefined) ?? textOf(entry, 'checksum')
  const given = { id, ...(checksum === undefined ? {} : { checksum }) }
  const transport = { ...dictAt(defaults, 'transport'), ...dictAt(entry, 'transport') }
  const request = requestOf({ ...transport, ...merged })
  if (textOf(merged, 'type') === 'git') {
    if (url === undefined || path === undefined) return undefined
    const ref = textOf(merged, 'commit') ?? textOf(merged, 'ref')
    const subpath = textOf(merged, 'subpath')
    ensureReachable(base, url)
    const inside = subpath === undefined ? path : `${subpath}/${path}`
    return { ...given, location: base, git: { url, path: inside, ...(ref === undefined ? {} : { ref }) } }
  }
  const written = url ?? path
  return written === undefined ? undefined : { ...given, location: resolveLocation(base, written), request }
}

function priorityOf(entry: unknown): number | undefined {
  const priority = isDict(entry) ? own(entry, 'priority') : undefined
  return typeof priority === 'number' ? priority : undefined
}

function dictAt(entry: Dict, key: string): Dict {
  const value = own(entry, key)
  return isDict(value) ? value : {}
}

function requestOf(entry: Dict): Dict {
  const request: Dict = {}
  for (const key of ['headers', 'query', 'timeoutMs', 'followRedirects']) {
    if (own(entry, key) !== undefined && own(entry, key) !== null) request[key] = entry[key]
  }
  return request
}

function textOf(entry: Dict, key: string): string | undefined {
  const value = own(entry, key)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
