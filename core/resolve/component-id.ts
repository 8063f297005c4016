/** An id taken apart: `lcod://flow/foreach@1` → path `flow/foreach`, version `1`. */
export interface ComponentId {
  /** Segments joined by `/`, without scheme and version. */
  readonly path: string
  /** Text after the last `@`; empty when there is none. */
  readonly version: string
}

export const SCHEME = 'lcod://'

/** Takes an id apart, with or without its scheme. Never fails: a text without `@` has an empty version. */
export function parseComponentId(id: string): ComponentId {
  const rest = id.startsWith(SCHEME) ? id.slice(SCHEME.length) : id
  const at = rest.lastIndexOf('@')
  return at < 0 ? { path: rest, version: '' } : { path: rest.slice(0, at), version: rest.slice(at + 1) }
}

/**
 * Whether an id names one version of a component, in segments that can be names of folders: two or more, none of which is
 * `.` or `..`.
 */
export function isComponentId(id: string): boolean {
  const { path, version } = parseComponentId(id)
  const segments = path.split('/')
  const arePlain = segments.every((segment) => /^[\w.-]+$/.test(segment) && !/^\.+$/.test(segment))
  return id.startsWith(SCHEME) && segments.length > 1 && arePlain && /^\d[\w.+-]*$/.test(version)
}

/** A stable version as three numbers, or `null` for anything else (a major alone, a pre-release). */
export function stableVersion(version: string): readonly [number, number, number] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:\+.*)?$/.exec(version)
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])]
}

/** Whether `left` is the newer of two stable versions. */
export function isNewer(left: readonly [number, number, number], right: readonly [number, number, number]): boolean {
  for (let part = 0; part < 3; part++) if (left[part] !== right[part]) return left[part]! > right[part]!
  return false
}
