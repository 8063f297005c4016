/** Longer lines are hard to read. */
const WIDEST = 96
/** Narrower than this, words would stand one below the other. */
const NARROWEST = 40

/** How wide help is written: as the terminal is, within reason. */
export function helpWidth(columns: number | undefined = process.stdout.columns): number {
  return columns === undefined ? WIDEST : Math.min(Math.max(columns, NARROWEST), WIDEST)
}

/**
 * Breaks a text into lines between words. A word that is too long has a line of its own.
 *
 * @param indent Spaces before every line but the first.
 */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = []
  let line = /^ */.exec(text)?.[0] ?? ''
  let isEmpty = true
  for (const word of text.trimStart().split(' ')) {
    if (!isEmpty && line.length + word.length + 1 > width) {
      lines.push(line)
      line = ' '.repeat(indent)
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}
