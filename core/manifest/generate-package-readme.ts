import type { Dict } from '../values.ts'
import { wellFormed } from '../well-formed.ts'
import { GENERATED_HEADER, iconImage, tableCell } from './generate-readme.ts'
import { tableAt, textAt } from './table-text.ts'

/** A component as the README of its package lists it. */
export interface ListedComponent {
  readonly id: string
  readonly summary: string
  readonly icon: string
  /** Path of its README or descriptor, relative to the package. */
  readonly link: string
}

/**
 * The README of a package: heading, summary and a table of its components in the given order.
 *
 * Spec: contracts.md 4.6, last paragraphs.
 */
export function generatePackageReadme(table: Dict, components: readonly ListedComponent[]): string {
  const id = textAt(table, 'id') ?? ''
  const summary = textAt(table, 'summary')?.trim() ?? ''
  const icon = textAt(tableAt(table, 'palette'), 'icon') ?? ''
  const sections = [
    GENERATED_HEADER,
    icon.includes(':') ? `<p>${iconImage(icon, summary || id, 64)}</p>` : '',
    `# ${id}`,
    summary,
    '## Components',
    components.length === 0 ? 'This package has no components.' : componentTable(components),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function componentTable(components: readonly ListedComponent[]): string {
  const rows = components.map(({ id, summary, icon, link }) => [
    icon.includes(':') ? iconImage(icon, summary || id, 32) : '',
    `\`${id}\``,
    summary,
    `[README](${encodeURI(wellFormed(link))})`,
  ])
  const lines = [['Icon', 'Component', 'Summary', 'Docs'], ['---', '---', '---', '---'], ...rows]
  return lines.map((row) => `| ${row.map(tableCell).join(' | ')} |`).join('\n')
}
