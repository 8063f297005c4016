const NAME = /\.([^.[\]]*)/y
const BRACKET = /\[([^\]]*)\]/y

/**
 * Splits the text of a placeholder into keys: `a.b[0].c` gives `a`, `b`, `0`, `c`. Brackets take their text literally.
 *
 * @returns `undefined` for text that is no path: empty, with an open bracket, or with a name right after a bracket.
 */
export function parseToken(token: string): string[] | undefined {
  if (token === '') return undefined
  const path = token.startsWith('[') ? token : `.${token}`
  const keys: string[] = []
  for (let at = 0; at < path.length; ) {
    const part = path[at] === '[' ? BRACKET : NAME
    part.lastIndex = at
    const match = part.exec(path)
    if (match === null) return undefined
    keys.push(match[1]!)
    at = part.lastIndex
  }
  return keys
}
