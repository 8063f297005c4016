import type { RandomPort } from '../../core/host/random.ts'

/** The web's limit for one call of `getRandomValues`. */
const LARGEST = 65_536

/** Randomness of the system's cryptographic source. */
export function createNodeRandom(): RandomPort {
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let from = 0; from < length; from += LARGEST) crypto.getRandomValues(bytes.subarray(from, from + LARGEST))
      return bytes
    },
  }
}
