import type { ServerRequest } from '../../host/listen.ts'
import { type Dict, own, setOwn } from '../../values.ts'
import { withoutEndSlashes } from './route-key.ts'

/** The request line, taken apart. */
export interface RequestTarget {
  /** As sent, without slashes at its end. */
  readonly path: string
  /** With the `?`; empty when there is none. */
  readonly search: string
}

/**
 * Path and query of a request line; the whole address, as proxies are sent it, counts as its path and query.
 *
 * @returns `undefined` for anything else, such as `*`.
 */
export function readTarget(target: string): RequestTarget | undefined {
  const local = target.startsWith('/') ? target : /^https?:\/\/[^/?#]+(.*)$/is.exec(target)?.[1]
  if (local === undefined) return undefined
  const [whole = ''] = local.split('#', 1)
  const mark = whole.indexOf('?')
  const path = mark < 0 ? whole : whole.slice(0, mark)
  return { path: withoutEndSlashes(path), search: mark < 0 ? '' : whole.slice(mark) }
}

/** Query parameters; a repeated one is a list. */
export function readQuery(search: string): Dict {
  return collect(new URLSearchParams(search))
}

/** Headers by lower-case name; a repeated one is a list. */
export function readHeaders(lines: ServerRequest['headers']): Dict {
  return collect(lines.map(([name, value]) => [name.toLowerCase(), value] as const))
}

function collect(entries: Iterable<readonly [string, string]>): Dict {
  const values: Dict = {}
  for (const [name, value] of entries) {
    const before = own(values, name)
    if (before === undefined) setOwn(values, name, value)
    else if (Array.isArray(before)) before.push(value)
    else setOwn(values, name, [before, value])
  }
  return values
}
