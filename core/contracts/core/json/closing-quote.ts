const BACKSLASH = 0x5c

/** Where the string that opens at `opening` has its closing quote; -1 when it has none. */
export function closingQuote(text: string, opening: number): number {
  let at = opening
  do {
    at = text.indexOf('"', at + 1)
  } while (at > 0 && isEscaped(text, at))
  return at
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - slashes - 1) === BACKSLASH) slashes++
  return slashes % 2 === 1
}
