import type { LiveOutput } from '../progress/live-rows.ts'

/** A terminal that understands what rows write, and says what a person would see. */
export class VirtualTerminal implements LiveOutput {
  columns: number
  rows: number
  /** Everything ever written. */
  written = ''
  readonly #lines: string[] = ['']
  #row = 0
  #column = 0

  constructor(columns = 80, rows = 24) {
    this.columns = columns
    this.rows = rows
  }

  /** The lines on the screen, without blanks at their ends; empty lines at the end are left out. */
  get screen(): string[] {
    const lines = this.#lines.map((line) => line.trimEnd())
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
  }

  write(text: string): void {
    this.written += text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    for (const [token] of text.matchAll(/\u001b\[\d*[AJK]|[\s\S]/gu)) this.#take(token)
  }

  /** Another width; lines that are too long now go on in the next, as terminals do it. */
  resize(columns: number): void {
    this.columns = columns
    const reflowed = this.#lines.flatMap((line, index) => {
      const parts = Array.from({ length: Math.max(1, Math.ceil(line.length / columns)) }, (_, part) =>
        line.slice(part * columns, (part + 1) * columns),
      )
      if (index === this.#row) this.#column = parts.at(-1)?.length ?? 0
      return parts
    })
    this.#lines.splice(0, this.#lines.length, ...reflowed)
    this.#row = reflowed.length - 1
  }

  #take(token: string): void {
    if (token === '\n') {
      this.#row++
      this.#column = 0
      if (this.#row === this.#lines.length) this.#lines.push('')
    } else if (token === '\r') this.#column = 0
    else if (token.endsWith('A') && token.startsWith('\u001b')) this.#row -= Number(token.slice(2, -1) || 1)
    else if (token.startsWith('\u001b')) {
      this.#lines[this.#row] = this.#current.slice(0, this.#column)
      if (token.endsWith('J')) this.#lines.length = this.#row + 1
    } else this.#put(token)
  }

  get #current(): string {
    return this.#lines[this.#row] ?? ''
  }

  #put(character: string): void {
    if (this.#column === this.columns) this.#take('\n')
    const line = this.#current.padEnd(this.#column)
    this.#lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1)
    this.#column++
  }
}
