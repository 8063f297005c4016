import type { ServerResponse } from '../../host/listen.ts'
import { type Dict, own } from '../../values.ts'

/**
 * The answer to a client that may have it already: 304 without a body when the handler gave an `etag` that `if-none-match`
 * names, for GET and HEAD alone.
 */
export function unlessKnown(
  requestHeaders: Dict,
  { method, response }: { readonly method: string; readonly response: ServerResponse },
): ServerResponse {
  const named = own(requestHeaders, 'if-none-match')
  const etag = response.headers.find(([name]) => name === 'etag')?.[1]
  if (named === undefined || etag === undefined || response.status !== 200 || !/^(GET|HEAD)$/.test(method)) {
    return response
  }
  const tags = String(named).split(',').map(opaque)
  if (!tags.includes('*') && !tags.includes(opaque(etag))) return response
  const headers = response.headers.filter(([name]) => name !== 'content-type')
  return { status: 304, headers, body: new Uint8Array(0) }
}

/** Weak tags match strong ones here. */
function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
