import type { RandomPort } from '../../core/host/random.ts'

/** `getRandomValues` refuses more at once. */
const LARGEST = 65_536

/** Randomness of the platform's cryptographic source. */
export function createWebRandom(source: Pick<Crypto, 'getRandomValues'> = crypto): RandomPort {
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let from = 0; from < length; from += LARGEST) source.getRandomValues(bytes.subarray(from, from + LARGEST))
      return bytes
    },
  }
}
