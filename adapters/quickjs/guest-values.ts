import type { QuickJsInstance } from './instance.ts'
import type { Pointer } from './quickjs-exports.ts'

/** The guest could not be given or asked for a text, because its memory is full. */
export class GuestMemoryError extends Error {}

/** A value of the guest that the host holds until it frees it. */
export type GuestValue = Pointer

/** How guest code ended. */
export type Completion = { readonly value: GuestValue } | { readonly error: GuestValue }

/** What is needed to speak with an interpreter: where in its memory the things are that never move. */
export interface GuestPlaces {
  readonly runtime: Pointer
  readonly context: Pointer
  /** Room for a text on its way in. */
  readonly scratch: Pointer
  /** Room for the arguments of a call. */
  readonly argv: Pointer
  readonly undefined: GuestValue
}

export const SCRATCH_BYTES = 64 * 1024
/** Texts below are written and read byte by byte, which is quicker than asking the codec. */
const SHORT = 128
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Values of one interpreter: texts in and out, evaluation, calls. Every exception means the instance is lost. */
export class GuestValues {
  readonly places: GuestPlaces
  readonly #instance: QuickJsInstance
  #bytes: Uint8Array
  #words: Uint32Array

  constructor(instance: QuickJsInstance, places: GuestPlaces) {
    this.#instance = instance
    this.places = places
    this.#bytes = new Uint8Array(instance.memory.buffer)
    this.#words = new Uint32Array(instance.memory.buffer)
  }

  /** A text without NUL, which would end it; JSON escapes them. */
  newText(text: string): GuestValue {
    const { api } = this.#instance
    const { context, scratch } = this.places
    const bytes = this.#view()
    if (text.length < SHORT && writeAscii(text, bytes, scratch)) return this.#owned(api.newString(context, scratch))
    if (text.length * 3 < SCRATCH_BYTES) {
      const { written } = encoder.encodeInto(text, bytes.subarray(scratch, scratch + SCRATCH_BYTES))
      bytes[scratch + written] = 0
      return this.#owned(api.newString(context, scratch))
    }
    const at = this.#newBytes(text).at
    const value = api.newString(context, at)
    api.free(at)
    return this.#owned(value)
  }

  newNumber(value: number): GuestValue {
    return this.#instance.api.newNumber(this.places.context, value)
  }

  newFunction(name: string, id: number): GuestValue {
    const { api } = this.#instance
    const { at } = this.#newBytes(name)
    const value = api.newFunction(this.places.context, at, 3, 0, id)
    api.free(at)
    return this.#owned(value)
  }

  readText(value: GuestValue): string {
    const { api } = this.#instance
    const { context } = this.places
    const at = api.getString(context, value)
    if (at === 0) throw new GuestMemoryError()
    const text = this.#textAt(at)
    api.freeText(context, at)
    return text
  }

  argument(argv: Pointer, index: number): string {
    return this.readText(this.#instance.api.argument(argv, index))
  }

  evaluate(code: string, file: string): Completion {
    const { api } = this.#instance
    const source = this.#newBytes(code)
    const name = this.#newBytes(file)
    const result = api.evaluate(this.places.context, source.at, source.length, name.at, 0, 0)
    api.free(name.at)
    api.free(source.at)
    return this.#completed(result)
  }

  call(fn: GuestValue, args: readonly GuestValue[]): Completion {
    const { argv, context, undefined: self } = this.places
    if (this.#words.length === 0) this.#words = new Uint32Array(this.#instance.memory.buffer)
    for (let index = 0; index < args.length; index++) this.#words[(argv >> 2) + index] = args[index] ?? self
    return this.#completed(this.#instance.api.call(context, fn, self, args.length, argv))
  }

  free(value: GuestValue): void {
    this.#instance.api.freeValue(this.places.context, value)
  }

  #completed(result: GuestValue): Completion {
    const error = this.#instance.api.takeException(this.places.context, result)
    if (error === 0) return { value: result }
    this.free(result)
    return { error }
  }

  #owned(value: GuestValue): GuestValue {
    if (value === 0 || this.#instance.api.takeException(this.places.context, value) !== 0) throw new GuestMemoryError()
    return value
  }

  /** Memory of the caller's with the text and a NUL. */
  #newBytes(text: string): { readonly at: Pointer; readonly length: number } {
    const encoded = encoder.encode(text)
    const at = this.#instance.api.malloc(encoded.length + 1)
    if (at === 0) throw new GuestMemoryError()
    const bytes = this.#view()
    bytes.set(encoded, at)
    bytes[at + encoded.length] = 0
    return { at, length: encoded.length }
  }

  #textAt(at: Pointer): string {
    const bytes = this.#view()
    let text = ''
    for (let index = at; index < at + SHORT; index++) {
      const byte = bytes[index] ?? 0
      if (byte === 0) return text
      if (byte > 0x7f) break
      text += String.fromCharCode(byte)
    }
    return decoder.decode(bytes.subarray(at, bytes.indexOf(0, at)))
  }

  /** Growth detaches the buffer that the view was made of. */
  #view(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#instance.memory.buffer)
    return this.#bytes
  }
}

function writeAscii(text: string, bytes: Uint8Array, at: Pointer): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) return false
    bytes[at + index] = code
  }
  bytes[at + text.length] = 0
  return true
}
