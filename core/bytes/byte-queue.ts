import { concatBytes } from './concat-bytes.ts'

const EMPTY = new Uint8Array(0)

/** Bytes waiting to be read, kept as the pieces they came in: taking copies only what spans several pieces. */
export class ByteQueue {
  #pieces: Uint8Array[] = []
  #head = 0
  #size = 0

  /** Bytes held. */
  get size(): number {
    return this.#size
  }

  /** Adds a piece at the end; empty pieces are ignored. The queue owns it from now on. */
  push(piece: Uint8Array): void {
    if (piece.length === 0) return
    this.#pieces.push(piece)
    this.#size += piece.length
  }

  /** Puts bytes back in front. */
  unshift(piece: Uint8Array): void {
    if (piece.length === 0) return
    if (this.#head > 0) this.#pieces[--this.#head] = piece
    else this.#pieces.unshift(piece)
    this.#size += piece.length
  }

  /** Removes the first `count` bytes, or all when there are fewer. */
  take(count: number): Uint8Array {
    if (count >= this.#size) return this.takeAll()
    const parts: Uint8Array[] = []
    let missing = count
    while (missing > 0) {
      const piece = this.#pieces[this.#head]!
      if (piece.length > missing) {
        parts.push(piece.subarray(0, missing))
        this.#pieces[this.#head] = piece.subarray(missing)
        this.#size -= missing
        break
      }
      parts.push(this.#shift())
      missing -= piece.length
    }
    return parts.length === 0 ? EMPTY : concatBytes(parts)
  }

  /** Removes the first piece, joined with those after it while it is shorter than `least` bytes. */
  takePiece(least = 1): Uint8Array {
    const parts: Uint8Array[] = []
    let length = 0
    while (length < least && this.#size > 0) {
      const piece = this.#shift()
      parts.push(piece)
      length += piece.length
    }
    return parts.length === 0 ? EMPTY : concatBytes(parts)
  }

  /** Removes everything. */
  takeAll(): Uint8Array {
    const all = this.#size === 0 ? EMPTY : concatBytes(this.#pieces.slice(this.#head))
    this.clear()
    return all
  }

  clear(): void {
    this.#pieces = []
    this.#head = 0
    this.#size = 0
  }

  #shift(): Uint8Array {
    const piece = this.#pieces[this.#head]!
    this.#pieces[this.#head++] = EMPTY
    this.#size -= piece.length
    // Shifting the array at each step would be quadratic; dropping the used half now and then is not.
    if (this.#head > 64 && this.#head * 2 > this.#pieces.length) {
      this.#pieces = this.#pieces.slice(this.#head)
      this.#head = 0
    }
    return piece
  }
}
