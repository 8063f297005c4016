import type { TextRange } from '../../../core/compose/source-node.ts'

/**
 * Text with fields, written as CodeMirror's snippets are. Those indent further lines like the first, so what the text
 * has of that indentation is taken away.
 *
 * @param indent white space at the beginning of the line that the text goes into.
 */
export function toTemplate(insert: string, placeholders: readonly TextRange[], indent: string): string {
  let template = ''
  let at = 0
  for (const [index, { start, end }] of placeholders.entries()) {
    template += `${escapeText(insert.slice(at, start))}\${${index + 1}:${insert.slice(start, end)}}`
    at = end
  }
  template += escapeText(insert.slice(at))
  return template.replaceAll(`\n${indent}`, '\n')
}

function escapeText(text: string): string {
  return text.replace(/[#$]\{/g, (field) => `\\${field}`)
}
