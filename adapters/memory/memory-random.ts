import type { RandomPort } from '../../core/host/random.ts'

/**
 * Randomness that repeats: the same seed gives the same bytes. Without a seed it is the platform's cryptographic source.
 */
export function createMemoryRandom(seed?: number): RandomPort {
  if (seed === undefined) return { bytes: (length) => cryptoBytes(length) }
  const next = splitMix32(seed)
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let index = 0, word = 0; index < length; index++) {
        if (index % 4 === 0) word = next()
        bytes[index] = word & 255
        word >>>= 8
      }
      return bytes
    },
  }
}

/** `getRandomValues` refuses more than 64 KiB at once. */
function cryptoBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let from = 0; from < length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536))
  return bytes
}

/** 32-bit words of the SplitMix family: a counter with a fixed odd step, then an avalanche. Not for secrets. */
function splitMix32(seed: number): () => number {
  let counter = seed | 0
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let word = counter
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad)
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97)
    return (word ^ (word >>> 15)) >>> 0
  }
}
