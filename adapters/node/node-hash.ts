import type { HashPort } from '../../core/host/hash.ts'

/** Hashing by OpenSSL. The module is loaded by the first hash, so that runs without one start faster. */
export function createNodeHash(): HashPort {
  return {
    sha256() {
      const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
      return {
        update: (bytes) => {
          hash.update(bytes)
        },
        digest: () => new Uint8Array(hash.digest()),
      }
    },
  }
}
