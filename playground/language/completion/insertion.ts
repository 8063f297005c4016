import type { TextRange } from '../../../core/compose/source-node.ts'

/** A text to insert, put together piece by piece, with the places to be typed over. */
export class Insertion {
  #text = ''
  readonly #placeholders: TextRange[] = []

  add(text: string): this {
    this.#text += text
    return this
  }

  /** Adds text that the author will most likely replace. */
  addPlaceholder(text: string): this {
    const start = this.#text.length
    this.#text += text
    this.#placeholders.push({ start, end: this.#text.length })
    return this
  }

  finish(): { readonly insert: string; readonly placeholders?: readonly TextRange[] } {
    return this.#placeholders.length === 0
      ? { insert: this.#text }
      : { insert: this.#text, placeholders: this.#placeholders }
  }
}
