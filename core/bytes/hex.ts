const DIGITS = '0123456789abcdef'
const digitCodes = Uint8Array.from(DIGITS, (character) => character.charCodeAt(0))
const ascii = new TextDecoder()

/** Lower-case hexadecimal text of `bytes`; `''` for no bytes. */
export function bytesToHex(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length * 2)
  for (let from = 0, to = 0; from < bytes.length; from++) {
    const byte = bytes[from]!
    out[to++] = digitCodes[byte >> 4]!
    out[to++] = digitCodes[byte & 15]!
  }
  return ascii.decode(out)
}

/** The bytes of hexadecimal text in either case, or `null` when it is not hexadecimal or has an odd length. */
export function hexToBytes(text: string): Uint8Array | null {
  if (text.length % 2 === 1) return null
  const out = new Uint8Array(text.length / 2)
  for (let index = 0; index < out.length; index++) {
    const high = digitValue(text.charCodeAt(index * 2))
    const low = digitValue(text.charCodeAt(index * 2 + 1))
    if (high < 0 || low < 0) return null
    out[index] = high * 16 + low
  }
  return out
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
