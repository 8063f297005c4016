/**
 * How many bytes at the end of `bytes` begin a UTF-8 sequence without finishing it: 0 to 3.
 *
 * Bytes that can never become a valid sequence count 0: holding them back would not help.
 */
export function incompleteUtf8Tail(bytes: Uint8Array): number {
  const length = bytes.length
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!
    if ((byte & 0xc0) === 0x80) continue
    return sequenceLength(byte) > back && canContinue(bytes, length - back) ? back : 0
  }
  return 0
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 1
}

/** Some leads restrict their second byte (no overlong forms, no surrogates, nothing above U+10FFFF). */
function canContinue(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1]
  if (second === undefined) return true
  switch (bytes[at]) {
    case 0xe0:
      return second >= 0xa0
    case 0xed:
      return second <= 0x9f
    case 0xf0:
      return second >= 0x90
    case 0xf4:
      return second <= 0x8f
    default:
      return true
  }
}
