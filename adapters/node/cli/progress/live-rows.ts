/** Where rows are drawn: a terminal. */
export interface LiveOutput {
  /** Width in characters, as it is now. */
  readonly columns: number
  /** Height in lines, as it is now. */
  readonly rows: number
  write(text: string): void
}

/** One line that changes in place. */
export interface LiveRow {
  /**
   * Its text now, on one line; cut off where the terminal ends.
   *
   * @param time Milliseconds of the clock that `LiveRows` reads.
   * @param columns Width there is.
   * @returns `undefined` while it is not to be seen.
   */
  line(time: number, columns: number): string | undefined
}

/** Where rows can be put. */
export interface LiveScreen {
  /** Shows a row below everything else, where that can be. @returns takes it away. */
  addRow(row: LiveRow): () => void
}

const REFRESH_MS = 100
/** More rows than that tell nobody anything. */
const MAX_ROWS = 8
const CLEAR_TO_END_OF_LINE = '\u001b[K'
const CLEAR_BELOW = '\u001b[J'

/**
 * Rows at the bottom of a terminal that are drawn anew until they are taken away. Whoever writes anything else hides
 * them before and shows them after; nothing of them stays.
 *
 * The cursor rests behind the last row and is never hidden: a process that ends in any way leaves a usable terminal.
 */
export class LiveRows {
  readonly #output: LiveOutput
  readonly #rows = new Set<LiveRow>()
  /** What is on the screen, row by row. */
  #drawn: readonly string[] = []
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(output: LiveOutput) {
    this.#output = output
  }

  /** Shows a row from now on. @returns takes it away; may be called again. */
  add(row: LiveRow): () => void {
    this.#rows.add(row)
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => this.show(), REFRESH_MS)
      this.#timer.unref()
    }
    return () => {
      if (!this.#rows.delete(row)) return
      // The others stay as they are until they are drawn again: a hundred short downloads are no hundred drawings.
      if (this.#rows.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
      this.hide()
    }
  }

  /** Draws the rows as they are now, over those that are there. */
  show(): void {
    const lines = this.#lines()
    if (lines.length === 0) {
      this.hide()
      return
    }
    const text = lines.map((line) => `${line}${CLEAR_TO_END_OF_LINE}`).join('\n')
    this.#output.write(`${this.#toTop()}${text}${CLEAR_BELOW}`)
    this.#drawn = lines
  }

  /** Takes the rows off the screen; the timer brings back those that are not taken away. */
  hide(): void {
    if (this.#drawn.length === 0) return
    this.#output.write(`${this.#toTop()}${CLEAR_BELOW}`)
    this.#drawn = []
  }

  #lines(): string[] {
    const width = Math.max(1, this.#output.columns - 1)
    const time = performance.now()
    const lines: string[] = []
    for (const row of this.#rows) {
      const line = row.line(time, width)
      if (line !== undefined) lines.push(printable(line).slice(0, width))
    }
    // One line stays for the cursor of whoever writes above.
    const limit = Math.max(1, Math.min(MAX_ROWS, this.#output.rows - 2))
    if (lines.length <= limit) return lines
    const more = `  and ${lines.length - limit + 1} more`
    return [...lines.slice(0, limit - 1), more.slice(0, width)]
  }

  /** A terminal that became narrower broke the lines that were on it into several. */
  #toTop(): string {
    const { columns } = this.#output
    const height = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0)
    return height > 1 ? `\r\u001b[${height - 1}A` : '\r'
  }
}

/**
 * Names come from elsewhere: nothing in them may steer the terminal or take another width than one column. What stays is
 * Latin, Greek and Cyrillic script, and what rows themselves draw.
 */
function printable(text: string): string {
  return text.replaceAll(/[^ -~¡-¬®-˿Ͱ-҂Ҋ-ԯ…▀-▟⠀-⣿]/gu, '?')
}
