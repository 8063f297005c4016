const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Whether a JSON text nests arrays and objects deeper than `limit`; linear, and free for short texts.
 *
 * The text is taken to be JSON: brackets inside strings do not count, everything else is not checked.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  if (text.length <= limit * 2) return false
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = stringEnd(text, index)
    // Brackets and braces differ from each other by 0x20: [ 5b, ] 5d, { 7b, } 7d.
    else if ((code | 0x20) === 0x7b) {
      if (++depth > limit) return true
    } else if ((code | 0x20) === 0x7d) depth--
  }
  return false
}

function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
  return slashes % 2 === 1
}
