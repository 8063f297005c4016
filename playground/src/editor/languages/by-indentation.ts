import { foldService, indentService } from '@codemirror/language'
import type { EditorState, Extension } from '@codemirror/state'

/** Lines below which a fold is not looked for: further away nobody sees its end. */
const FARTHEST = 5_000

/** Folding, and where a new line begins, by the indentation of the lines: right for YAML, JSON and TOML alike. */
export const byIndentation: Extension = [
  foldService.of((state, from, to) => foldAt(state, from, to)),
  indentService.of((context, at) => newLineIndent(context.lineAt(at, -1).text, context.unit)),
]

/** What is indented more than a line, as far as it goes. */
function foldAt(state: EditorState, from: number, to: number): { from: number; to: number } | null {
  const { doc } = state
  const first = doc.lineAt(from)
  if (!/\S/.test(first.text)) return null
  const own = indentOf(first.text)
  let end = to
  for (let number = first.number + 1; number <= Math.min(doc.lines, first.number + FARTHEST); number++) {
    const line = doc.line(number)
    if (!/\S/.test(line.text)) continue
    if (indentOf(line.text) <= own) break
    end = line.to
  }
  return end > to ? { from: to, to: end } : null
}

/**
 * Columns before the text of a line that follows `line`: as its keys, which may stand behind dashes, and one unit more
 * below a key without a value or an open bracket.
 */
export function newLineIndent(line: string, unit: number): number {
  const [lead = ''] = /^\s*(?:- +)*/.exec(line) ?? []
  const text = line
    .slice(lead.length)
    .replace(/\s+#.*$/, '')
    .trimEnd()
  const opens = /(?:^|[^:\s].*|["'])(?::|: [|>][-+\d]*)$|[[{]$|^- *[|>][-+\d]*$/.test(text)
  return lead.length + (opens ? unit : 0)
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length
}
