import { closingQuote } from './closing-quote.ts'
import type { JsonFault } from './locate-json-error.ts'

/**
 * Replaces line and block comments outside strings by blanks. Line ends stay, so every offset, line and column of the
 * rest is what it was.
 *
 * @returns the text, or a fault at a block comment that is not closed.
 */
export function blankComments(text: string): string | JsonFault {
  const opener = /"|\/[/*]/g
  let blanked = ''
  let from = 0
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const { index } = match
    if (match[0] === '"') {
      const end = closingQuote(text, index)
      if (end < 0) break
      opener.lastIndex = end + 1
      continue
    }
    const end = commentEnd(text, index)
    if (end < 0) return { offset: index, message: 'Comment is not closed' }
    blanked += text.slice(from, index) + text.slice(index, end).replace(/[^\n\r]/g, ' ')
    from = end
    opener.lastIndex = end
  }
  return blanked + text.slice(from)
}

function commentEnd(text: string, start: number): number {
  if (text[start + 1] === '*') {
    const close = text.indexOf('*/', start + 2)
    return close < 0 ? -1 : close + 2
  }
  const lineEnd = /[\n\r]|$/g
  lineEnd.lastIndex = start
  return lineEnd.exec(text)!.index
}
