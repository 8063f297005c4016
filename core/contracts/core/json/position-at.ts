/** Line and column from 1 of an offset; columns count UTF-16 units, lines end at `\n`, `\r\n` or `\r`. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
