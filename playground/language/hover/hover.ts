import type { TextRange } from '../../../core/compose/source-node.ts'

/** Help for what stands under the pointer: plain text only, for whoever draws it to lay out. */
export interface Hover {
  /** What the help is about. */
  readonly range: TextRange
  readonly title: string
  /** One line in code letters: `foreach(list?, stream?) → { results }`. */
  readonly signature?: string
  readonly paragraphs: readonly string[]
  readonly tables: readonly HoverTable[]
}

export interface HoverTable {
  readonly caption: string
  readonly columns: readonly string[]
  /** One text per column. */
  readonly rows: readonly (readonly string[])[]
}

/** The help as Markdown without HTML, for editors that want one text. */
export function hoverToMarkdown({ title, signature, paragraphs, tables }: Hover): string {
  const parts = [`**${escapeMarkdown(title)}**`]
  if (signature !== undefined) parts.push(`\`\`\`\n${signature.replaceAll('```', "'''")}\n\`\`\``)
  parts.push(...paragraphs.map(escapeMarkdown))
  for (const { caption, columns, rows } of tables) {
    const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`
    parts.push(
      `${escapeMarkdown(caption)}\n\n${row(columns)}\n${row(columns.map(() => '---'))}\n${rows.map(row).join('\n')}`,
    )
  }
  return parts.join('\n\n')
}

/** Letters that Markdown or HTML would take for markup. The rule of a table has none. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!&]/g, '\\$&').replaceAll('\n', ' ')
}
