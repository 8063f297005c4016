const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PAD = 61
const INVALID = 255

const encodeTable = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))
const decodeTable = new Uint8Array(128).fill(INVALID)
for (let index = 0; index < 64; index++) decodeTable[encodeTable[index]!] = index
// The URL-safe alphabet is read as well; it is never written.
decodeTable['-'.charCodeAt(0)] = 62
decodeTable['_'.charCodeAt(0)] = 63

const ascii = new TextDecoder()

/** Base64 text (RFC 4648 §4, padded) of `bytes`; `''` for no bytes. Table-driven, because `btoa` needs a binary string first. */
export function bytesToBase64(bytes: Uint8Array): string {
  const full = bytes.length - (bytes.length % 3)
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let to = 0
  for (let from = 0; from < full; from += 3) {
    const group = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!
    out[to++] = encodeTable[group >> 18]!
    out[to++] = encodeTable[(group >> 12) & 63]!
    out[to++] = encodeTable[(group >> 6) & 63]!
    out[to++] = encodeTable[group & 63]!
  }
  if (bytes.length - full === 1) {
    const last = bytes[full]!
    out.set([encodeTable[last >> 2]!, encodeTable[(last & 3) << 4]!, PAD, PAD], to)
  } else if (bytes.length - full === 2) {
    const group = (bytes[full]! << 8) | bytes[full + 1]!
    out.set([encodeTable[group >> 10]!, encodeTable[(group >> 4) & 63]!, encodeTable[(group & 15) << 2]!, PAD], to)
  }
  return ascii.decode(out)
}

/**
 * The bytes of base64 text. White space is skipped, padding is optional, the URL-safe alphabet is accepted.
 *
 * @returns `null` when the text is not base64.
 */
export function base64ToBytes(text: string): Uint8Array | null {
  const compact = text.replace(/[\t\n\f\r ]/g, '')
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  const length = compact.length - padding
  if (length % 4 === 1 || (padding > 0 && compact.length % 4 !== 0)) return null
  const out = new Uint8Array(Math.floor((length * 3) / 4))
  let to = 0
  let group = 0
  let bits = 0
  for (let from = 0; from < length; from++) {
    const code = compact.charCodeAt(from)
    const value = code < 128 ? decodeTable[code]! : INVALID
    if (value === INVALID) return null
    group = ((group << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[to++] = (group >> bits) & 255
    }
  }
  return out
}
