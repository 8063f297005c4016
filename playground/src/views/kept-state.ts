import type { App } from '../app/app.ts'

const states = new WeakMap<App, Map<(app: App) => unknown, unknown>>()

/**
 * How a view is looked at, kept while the page lives: the same when the reader comes back to it.
 *
 * @param make makes it when the view is first seen; it must be the same function each time.
 */
export function keptState<T>(app: App, make: (app: App) => T): T {
  const own = states.get(app) ?? new Map<(app: App) => unknown, unknown>()
  states.set(app, own)
  if (!own.has(make)) own.set(make, make(app))
  // Only what `make` gave is kept under it.
  return own.get(make) as T
}
