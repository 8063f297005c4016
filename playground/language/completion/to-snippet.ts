import type { CompletionItem } from './completion-item.ts'

/**
 * What an item inserts, in the snippet syntax of LSP: fields are `${1:text}`, and `$`, `}` and `\` of the text are
 * escaped. Further lines have their whole indentation, so that the client must take them as they are
 * (`insertTextMode: asIs`).
 */
export function toSnippet({ insert, placeholders = [] }: Pick<CompletionItem, 'insert' | 'placeholders'>): string {
  let snippet = ''
  let at = 0
  for (const [index, { start, end }] of placeholders.entries()) {
    snippet += `${escapeText(insert.slice(at, start))}\${${index + 1}:${escapeText(insert.slice(start, end))}}`
    at = end
  }
  return snippet + escapeText(insert.slice(at))
}

function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, (letter) => `\\${letter}`)
}
