/**
 * Where a TOML text writes a key: its offsets, for messages. Tables, dotted keys and quoted keys are followed; what a
 * value holds inside, such as an inline table, is located by the key that holds it.
 *
 * @param path Keys from the root: `['inputs', 'who', 'schema']`.
 * @returns the range of the longest part of the path that is written; `undefined` when nothing of it is.
 */
export function locateKey(text: string, path: readonly string[]): { start: number; end: number } | undefined {
  let best: { start: number; end: number; depth: number } | undefined
  let table: string[] = []
  let fence: '"""' | "'''" | undefined
  let offset = 0
  for (const line of text.split('\n')) {
    const start = offset
    offset += line.length + 1
    if (fence !== undefined) {
      if (line.includes(fence)) fence = undefined
      continue
    }
    const found = headerKeys(line) ?? assignedKeys(line)
    if (found === undefined) continue
    const keys = found.isHeader ? found.keys : [...table, ...found.keys]
    if (found.isHeader) table = found.keys
    // A table is also where the first table inside it is written.
    const depth = Math.min(keys.length, path.length)
    const isOnTheWay = keys.slice(0, depth).every((key, index) => key === path[index])
    if (isOnTheWay && depth > (best?.depth ?? 0)) {
      const column = line.length - line.trimStart().length
      best = { start: start + column, end: start + line.trimEnd().length, depth }
    }
    if (!found.isHeader) fence = openFence(line)
  }
  return best === undefined ? undefined : { start: best.start, end: best.end }
}

interface Found {
  readonly keys: string[]
  readonly isHeader: boolean
}

const KEY = /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*/

function headerKeys(line: string): Found | undefined {
  const match = /^\s*\[\[?(.*?)\]\]?\s*(?:#.*)?$/.exec(line)
  const keys = match === null ? undefined : dottedKeys(match[1] ?? '')?.keys
  return keys === undefined ? undefined : { keys, isHeader: true }
}

function assignedKeys(line: string): Found | undefined {
  const parsed = dottedKeys(line)
  return parsed === undefined || !parsed.rest.startsWith('=') ? undefined : { keys: parsed.keys, isHeader: false }
}

function dottedKeys(text: string): { keys: string[]; rest: string } | undefined {
  const keys: string[] = []
  for (let rest = text; ; rest = rest.slice(1)) {
    const match = KEY.exec(rest)
    if (match === null) return undefined
    keys.push(match[1] ?? match[2] ?? match[3] ?? '')
    rest = rest.slice(match[0].length)
    if (!rest.startsWith('.')) return { keys, rest }
  }
}

/** The mark that ends a text of several lines which this line begins and does not end. */
function openFence(line: string): '"""' | "'''" | undefined {
  for (const fence of ['"""', "'''"] as const) {
    const first = line.indexOf(fence)
    if (first >= 0 && line.indexOf(fence, first + 3) < 0) return fence
  }
  return undefined
}
