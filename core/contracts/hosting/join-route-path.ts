/**
 * Joins parts of a route's path: `joinRoutePath('/api/', 'items')` is `/api/items`. Slashes around and doubled ones
 * inside do not count, absent parts neither; nothing left is `/`.
 *
 * Spec: engine.md 9.1.
 */
export function joinRoutePath(...parts: ReadonlyArray<string | undefined>): string {
  const segments = parts.flatMap((part) => (part ?? '').split('/')).filter((segment) => segment !== '')
  return `/${segments.join('/')}`
}
