import type { TextRange } from '../../../core/compose/source-node.ts'

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the line break that ends the line, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Blanks that put something below a place of the text. */
export function indentTo(text: string, offset: number): string {
  return ' '.repeat(offset - lineStart(text, offset))
}

/** Whether a collection is written with brackets. */
export function isFlow(text: string, { start }: TextRange): boolean {
  return text[start] === '{' || text[start] === '['
}

/** The line break of the text. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
