import type { QuickJsInstance } from './instance.ts'
import { createInstance, PREPARATION_FUEL } from './instance.ts'
import { type PreparedPlaces, prepareInterpreter } from './prepare-interpreter.ts'
import type { WasmModule } from './wasm-api.ts'

/** An instance with a prepared interpreter in it, which nobody has used. */
export interface PreparedInstance {
  readonly instance: QuickJsInstance
  readonly places: PreparedPlaces
}

/** Memory is compared and copied in pieces of this many words. */
const PIECE = 256

/**
 * The memory of a prepared interpreter, taken once in this process and copied into new instances: a fraction of the
 * time that it takes to compile the prelude again, and the same bytes in every instance.
 *
 * It never leaves the process and is never read from anywhere.
 */
export class MemoryImage {
  readonly #places: PreparedPlaces
  readonly #bytes: number
  readonly #pieces: ReadonlyArray<{ readonly at: number; readonly words: Uint32Array }>

  /** @param prepared is left as it is and may be used afterwards. */
  constructor({ instance, places }: PreparedInstance) {
    this.#places = places
    this.#bytes = instance.memory.buffer.byteLength
    this.#pieces = usedPieces(new Uint32Array(instance.memory.buffer))
  }

  /**
   * Makes an instance and copies the image into it.
   *
   * @throws {Error} when the memory of a new instance is not what it was when the image was taken.
   */
  instantiate(module: WasmModule, memoryPages: number): PreparedInstance {
    const instance = createInstance(module, memoryPages)
    if (instance.memory.buffer.byteLength !== this.#bytes) throw new Error('The memory of new instances has changed')
    const words = new Uint32Array(instance.memory.buffer)
    for (const piece of this.#pieces) words.set(piece.words, piece.at)
    return { instance, places: this.#places }
  }
}

/** Prepares an instance from nothing. */
export function prepareInstance(module: WasmModule, memoryPages: number): PreparedInstance {
  const instance = createInstance(module, memoryPages)
  instance.fuel.value = PREPARATION_FUEL
  return { instance, places: prepareInterpreter(instance) }
}

/** Neighbouring pieces that are not all zero, as one. */
function usedPieces(memory: Uint32Array): Array<{ at: number; words: Uint32Array }> {
  const pieces: Array<{ at: number; words: Uint32Array }> = []
  let start = -1
  for (let at = 0; at <= memory.length; at += PIECE) {
    const used = at < memory.length && isUsed(memory, at)
    if (used && start < 0) start = at
    if (used || start < 0) continue
    pieces.push({ at: start, words: memory.slice(start, at) })
    start = -1
  }
  return pieces
}

function isUsed(memory: Uint32Array, from: number): boolean {
  for (let index = from; index < from + PIECE; index++) if (memory[index] !== 0) return true
  return false
}
