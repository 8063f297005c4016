/**
 * Reads a WebAssembly binary from left to right. Positions are offsets from the start of the whole file, so that every
 * message can name the place.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly end: number
  position: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = start
    this.end = end
  }

  get done(): boolean {
    return this.position >= this.end
  }

  u8(): number {
    const byte = this.position < this.end ? this.bytes[this.position] : undefined
    if (byte === undefined) throw new Error(`The data ends early at ${formatOffset(this.position)}`)
    this.position += 1
    return byte
  }

  u32(): number {
    const start = this.position
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) {
        if (value > 0xffffffff) break
        return value
      }
    }
    throw new Error(`The integer at ${formatOffset(start)} does not fit 32 bits`)
  }

  /** Steps over a LEB128 integer of at most `maxBytes` bytes whose value does not matter. */
  skipInteger(maxBytes: number): void {
    const start = this.position
    for (let length = 0; length < maxBytes; length += 1) if (this.u8() < 0x80) return
    throw new Error(`The integer at ${formatOffset(start)} is longer than ${maxBytes} bytes`)
  }

  skip(length: number): void {
    if (this.position + length > this.end) throw new Error(`The data ends early at ${formatOffset(this.end)}`)
    this.position += length
  }

  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array {
    const start = this.position
    this.skip(length)
    return this.bytes.subarray(start, this.position)
  }

  /** A length-prefixed UTF-8 name. */
  name(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.take(this.u32()))
  }

  /** A counted vector. */
  vector<Item>(readItem: () => Item): Item[] {
    const items: Item[] = []
    for (let rest = this.u32(); rest > 0; rest -= 1) items.push(readItem())
    return items
  }
}

/** `0x1f4`: how messages name a place in the file. */
export function formatOffset(offset: number): string {
  return `0x${offset.toString(16)}`
}
