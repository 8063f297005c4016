const QUOTE = 0x22
const BACKSLASH = 0x5c
const FIRST_PLAIN = 0x20
const LAST_PLAIN = 0x7e
const COMMA = 0x2c
/** Longest short text: those are looked through character by character. */
const SHORT = 256

const encoder = new TextEncoder()

/**
 * Plain data as JSON in UTF-8, written one value after the other into bytes that are used again: the values of a trace
 * are many and small, and as strings each of them would have to be made, kept, joined and thrown away.
 */
export class JsonWriter {
  #bytes = new Uint8Array(1 << 16)
  #length = 0

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#length
  }

  /** What was written; the writer is empty then. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return bytes
  }

  /** Characters that are JSON already: `[`, `,`, `]`. ASCII only. */
  raw(text: string): void {
    this.#room(text.length)
    for (let at = 0; at < text.length; at++) this.#bytes[this.#length++] = text.charCodeAt(at)
  }

  /** A value as `JSON.stringify` writes it. One that has no JSON, which no run makes, becomes null. */
  value(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.#string(value)
        break
      case 'number':
        this.raw(Number.isFinite(value) ? String(value) : 'null')
        break
      case 'boolean':
        this.raw(value ? 'true' : 'false')
        break
      case 'object':
        if (value === null) this.raw('null')
        else if (Array.isArray(value)) this.#list(value)
        else this.#object(value as Readonly<Record<string, unknown>>)
        break
      default:
        this.raw('null')
    }
  }

  #list(list: readonly unknown[]): void {
    this.raw('[')
    for (let at = 0; at < list.length; at++) {
      if (at > 0) this.#byte(COMMA)
      this.value(list[at])
    }
    this.raw(']')
  }

  #object(object: Readonly<Record<string, unknown>>): void {
    let first = true
    this.raw('{')
    for (const key of Object.keys(object)) {
      const value = object[key]
      if (value === undefined) continue
      if (!first) this.#byte(COMMA)
      first = false
      this.#string(key)
      this.raw(':')
      this.value(value)
    }
    this.raw('}')
  }

  #string(text: string): void {
    if (text.length > SHORT || !this.#plain(text)) this.#escaped(JSON.stringify(text))
  }

  /** Writes a text in which nothing has to be escaped; false, and nothing is written, for any other. */
  #plain(text: string): boolean {
    this.#room(text.length + 2)
    const bytes = this.#bytes
    let length = this.#length
    bytes[length++] = QUOTE
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < FIRST_PLAIN || code > LAST_PLAIN || code === QUOTE || code === BACKSLASH) return false
      bytes[length++] = code
    }
    bytes[length++] = QUOTE
    this.#length = length
    return true
  }

  #escaped(json: string): void {
    this.#room(json.length * 3)
    this.#length += encoder.encodeInto(json, this.#bytes.subarray(this.#length)).written
  }

  #byte(byte: number): void {
    this.#room(1)
    this.#bytes[this.#length++] = byte
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}
