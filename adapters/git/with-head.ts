import type { GitHttpResponse, HttpClient } from 'isomorphic-git'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import { isRefDiscovery } from './git-http.ts'

/**
 * Requests whose list of refs names a HEAD where the server's names none, as when its HEAD is a branch that was deleted.
 * isomorphic-git refuses to fetch anything from such a server; Git itself fetches what is asked for.
 *
 * @param head Full name of a ref of the list to stand in for HEAD; `undefined` leaves the list as it is.
 */
export function withHead(client: HttpClient, head: () => string | undefined): HttpClient {
  return {
    async request(asked) {
      const response = await client.request(asked)
      const name = head()
      return name === undefined || !isRefDiscovery(asked)
        ? response
        : { ...response, body: naming(response.body, name) }
    },
  }
}

/** Capabilities stand behind the first ref, after a NUL; `symref` says what HEAD is. */
async function* naming(body: GitHttpResponse['body'], head: string): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = body === undefined ? new Uint8Array() : await collectBytes(body)
  const nul = bytes.indexOf(0)
  const start = nul < 0 ? -1 : lineStart(bytes, nul)
  if (start < 0) {
    yield bytes
    return
  }
  const added = new TextEncoder().encode(`symref=HEAD:${head} `)
  const length = lengthAt(bytes, start) + added.length
  yield bytes.slice(0, start)
  yield new TextEncoder().encode(length.toString(16).padStart(4, '0'))
  yield bytes.slice(start + 4, nul + 1)
  yield added
  yield bytes.slice(nul + 1)
}

/** Where the line begins that holds a byte: each begins with its length in four hexadecimal digits, 0000 is none. */
function lineStart(bytes: Uint8Array, index: number): number {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = lengthAt(bytes, at)
    if (Number.isNaN(length)) return -1
    const next = at + Math.max(length, 4)
    if (index < next) return at
    at = next
  }
  return -1
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const digits = new TextDecoder().decode(bytes.slice(at, at + 4))
  return /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN
}
