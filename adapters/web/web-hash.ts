import { sha256 } from '@noble/hashes/sha2.js'
import type { HashPort } from '../../core/host/hash.ts'

/** The part of WebCrypto that is used. */
interface Digests {
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

/** From here on, asking the platform costs less than hashing in JavaScript. */
const WORTH_ASKING = 65_536

/**
 * SHA-256 by WebCrypto for one large piece, and in JavaScript for the rest: WebCrypto takes all bytes at once and answers
 * later, which does not pay for little data and is impossible for a stream.
 *
 * @param subtle absent in insecure contexts; everything is then hashed in JavaScript.
 */
export function createWebHash(subtle: Digests | undefined = crypto.subtle): HashPort {
  return {
    sha256() {
      let first: Uint8Array<ArrayBuffer> | undefined
      let running: ReturnType<typeof sha256.create> | undefined
      return {
        update(bytes) {
          if (running === undefined && first === undefined && bytes.length >= WORTH_ASKING) {
            first = new Uint8Array(bytes)
            return
          }
          running ??= sha256.create()
          if (first !== undefined) running.update(first)
          first = undefined
          running.update(bytes)
        },
        digest() {
          if (first === undefined) return (running ?? sha256.create()).digest()
          if (subtle === undefined) return sha256(first)
          return subtle.digest('SHA-256', first).then((digest) => new Uint8Array(digest))
        },
      }
    },
  }
}
