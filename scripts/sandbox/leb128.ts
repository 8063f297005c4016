/**
 * LEB128: the integer coding of the WebAssembly binary format. Seven bits a byte, least significant first; the top bit
 * says that more bytes follow. Encoders write the shortest form, so equal numbers give equal bytes.
 */

/** The bytes of an unsigned 32-bit integer (sizes, counts, indexes). */
export function encodeU32(value: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError(`Expected an unsigned 32-bit integer, found ${value}`)
  }
  const bytes: number[] = []
  let rest = value
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  bytes.push(rest)
  return bytes
}

/** The bytes of a signed integer of up to 64 bits (constants, type indexes in block types). */
export function encodeSigned(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asIntN(64, BigInt(value))
  for (;;) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    // The last byte's bit 6 is the sign: stop once everything above it only repeats that sign.
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)
    bytes.push(done ? low : low | 0x80)
    if (done) return bytes
  }
}
