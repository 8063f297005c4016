import type { RandomPort } from '../../core/host/random.ts'

/** The part of WebCrypto that is used. */
interface RandomSource {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): unknown
}

/** `getRandomValues` refuses more at once. */
const LARGEST = 65_536

/** Randomness of the platform's cryptographic source. */
export function createWebRandom(source: RandomSource = crypto): RandomPort {
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let from = 0; from < length; from += LARGEST) source.getRandomValues(bytes.subarray(from, from + LARGEST))
      return bytes
    },
  }
}
