import { closingQuote } from './closing-quote.ts'

const QUOTE = 0x22

/** Whether JSON text has more than `levels` arrays and objects inside each other. Text that is no JSON may give either. */
export function nestsDeeper(text: string, levels: number): boolean {
  if (text.length <= levels) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > levels) return true
        break
      case 0x5d: // ]
      case 0x7d: // }
        depth--
        break
      case QUOTE:
        at = closingQuote(text, at)
        if (at < 0) return false
        break
    }
  }
  return false
}
