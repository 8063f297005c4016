/**
 * What the path of a request and that of a route are compared by: percent-decoded segments without slashes at the end,
 * in which a decoded `/` stays distinct from one that separates. Two paths have one key only when they mean the same.
 *
 * Dot segments mean nothing here: `/a/../b` is a path of its own.
 *
 * @returns `undefined` when the percent-encoding is broken.
 * Spec: engine.md 9.5.
 */
export function routeKey(path: string): string | undefined {
  try {
    return withoutEndSlashes(path).split('/').map(segmentKey).join('/')
  } catch {
    return undefined
  }
}

/** The path without the slashes at its end; `/` when nothing is left. */
export function withoutEndSlashes(path: string): string {
  let end = path.length
  while (end > 1 && path[end - 1] === '/') end--
  return path === '' ? '/' : path.slice(0, end)
}

function segmentKey(segment: string): string {
  return decodeURIComponent(segment).replaceAll('%', '%25').replaceAll('/', '%2F')
}
