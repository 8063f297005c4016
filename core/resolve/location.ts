import { KernelError } from '../errors/kernel-error.ts'
import { isInside } from '../paths/is-inside.ts'
import { isAbsolutePath, joinPath } from '../paths/join-path.ts'

/** Where a list or a file of a component is. */
export type Location = FileLocation | UrlLocation

export interface FileLocation {
  readonly kind: 'file'
  /** Absolute. */
  readonly path: string
  /** The clone it is part of: what it refers to stays inside. */
  readonly clone?: { readonly folder: string; readonly url: string; readonly ref: string | undefined }
}

export interface UrlLocation {
  readonly kind: 'url'
  readonly url: string
}

/**
 * What a list means by a path or URL that it writes.
 *
 * @throws {KernelError} `source_path_escape` for a path that leaves the clone, and for `file:` in what came over the
 * network; `source_invalid` for what is no URL, and for a protocol other than http and https.
 */
export function resolveLocation(base: Location, written: string): Location {
  if (written.includes('\0')) throw leavesPlace(written)
  if (/^[a-z][a-z\d+.-]+:/i.test(written)) return absoluteUrl(base, written)
  if (base.kind === 'url' && /^[a-z]:/i.test(written)) throw leavesPlace(written)
  if (base.kind === 'url') return { kind: 'url', url: parseUrl(written, base.url).href }
  const folder = base.path.slice(0, base.path.lastIndexOf('/'))
  const path = joinPath(folder === '' ? '/' : folder, written)
  if (base.clone !== undefined && !isInside(path, base.clone.folder)) throw leavesPlace(written)
  return { ...base, path }
}

/**
 * Refuses what a list, or a description of a component, must not name: a place on this machine when it came from a clone
 * or over the network.
 *
 * @param written A path or URL of a source.
 * @throws {KernelError} `source_path_escape`
 */
export function ensureReachable(base: Location, written: string): void {
  if (base.kind === 'file' && base.clone === undefined) return
  if (!/^https?:/i.test(written)) throw leavesPlace(written)
}

/** The location as people read it. */
export function describeLocation(location: Location): string {
  return location.kind === 'url' ? location.url : location.path
}

/** A path or URL of a configuration, relative to a folder. */
export function configuredLocation(written: string, folder: string): Location {
  if (/^https?:/i.test(written)) return { kind: 'url', url: written }
  return { kind: 'file', path: isAbsolutePath(written) ? joinPath('/', written) : joinPath(folder, written) }
}

function absoluteUrl(base: Location, written: string): Location {
  if (/^https?:/i.test(written)) return { kind: 'url', url: parseUrl(written).href }
  if (!/^file:/i.test(written)) {
    throw notUsable(written, 'is neither a path nor an http or https URL')
  }
  if (base.kind === 'url' || base.clone !== undefined) throw leavesPlace(written)
  return { kind: 'file', path: joinPath('/', decodedPath(written)) }
}

function decodedPath(written: string): string {
  const { pathname } = parseUrl(written)
  try {
    return decodeURIComponent(pathname)
  } catch {
    throw notUsable(written, 'names no file: a % in it begins no character')
  }
}

function parseUrl(written: string, base?: string): URL {
  if (URL.canParse(written, base)) return new URL(written, base)
  throw notUsable(written, 'is not a URL')
}

function notUsable(written: string, why: string): KernelError {
  return new KernelError('source_invalid', `"${written}" ${why}`, { data: { found: written } })
}

function leavesPlace(written: string): KernelError {
  return new KernelError(
    'source_path_escape',
    `${JSON.stringify(written)} leaves the place of the list that names it`,
    {
      data: { path: written },
    },
  )
}
