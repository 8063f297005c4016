import type { SourceNode } from '../../../core/compose/source-node.ts'

/** JSON with two blanks per level. Scalars stay as they are written, short containers of scalars on one line. */
export function formatJson(root: SourceNode, text: string): string {
  return `${print(root, text, '\n')}\n`
}

const MAX_WIDTH = 80

function print(node: SourceNode, text: string, line: string): string {
  const inner = `${line}  `
  if (node.items !== undefined)
    return join(
      '[',
      ']',
      node.items.map((item) => print(item, text, inner)),
      line,
    )
  if (node.entries === undefined) return text.slice(node.start, node.end)
  const entries = Array.from(node.entries.values(), (entry) => {
    return `${text.slice(entry.key.start, entry.key.end)}: ${print(entry.node, text, inner)}`
  })
  return join('{', '}', entries, line)
}

function join(open: string, close: string, parts: readonly string[], line: string): string {
  if (parts.length === 0) return `${open}${close}`
  const flat = open === '{' ? `{ ${parts.join(', ')} }` : `[${parts.join(', ')}]`
  if (flat.length + line.length <= MAX_WIDTH && !flat.includes('\n')) return flat
  return `${open}${parts.map((part) => `${line}  ${part}`).join(',')}${line}${close}`
}
