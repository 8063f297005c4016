import { type Dict, describeKind, isDict, own } from '../values.ts'
import { wellFormed } from '../well-formed.ts'
import { entriesAt, jsonOrText, tableAt, textAt } from './table-text.ts'

/** First line of every README that is made of a descriptor. */
export const GENERATED_HEADER = '<!-- Generated from lcp.toml by lcod generate. Changes belong there. -->'

/**
 * The README of a component, from the table of its `lcp.toml`: heading, summary, inputs, outputs, slots and notes. The
 * same table gives the same text, names in alphabetical order.
 *
 * Spec: contracts.md 4.6, generator C.
 */
export function generateReadme(table: Dict): string {
  const id = textAt(table, 'id') ?? ''
  const summary = textAt(table, 'summary') ?? ''
  const icon = textAt(tableAt(table, 'palette'), 'icon')
  const body = textAt(tableAt(table, 'documentation'), 'body')?.trim()
  const sections = [
    GENERATED_HEADER,
    icon?.includes(':') === true ? `<p>${iconImage(icon, summary || id, 48)}</p>` : '',
    `# ${id}`,
    summary,
    ioSection('Inputs', entriesAt(table, 'inputs'), true),
    ioSection('Outputs', entriesAt(table, 'outputs'), false),
    slotSection(entriesAt(table, 'slots')),
    body === undefined ? '' : `## Notes\n\n${body}`,
  ]
  return `${sections
    .filter((section) => section !== '')
    .join('\n\n')
    .replaceAll(/\n{3,}/g, '\n\n')}\n`
}

/** What a schema takes, in a word or a few. */
export function typeName(schema: unknown): string {
  if (!isDict(schema)) return 'any'
  const title = textAt(schema, 'title')
  if (title !== undefined) return title
  const values = own(schema, 'enum')
  if (Array.isArray(values)) {
    const shown = values.slice(0, 4).map((value) => JSON.stringify(value))
    return `enum(${shown.join(', ')}${values.length > 4 ? ', …' : ''})`
  }
  if (own(schema, 'const') !== undefined) return `const ${JSON.stringify(schema['const'])}`
  const types = new Set(([] as unknown[]).concat(own(schema, 'type') ?? 'any'))
  const names = Array.from(types, (type) => {
    if (type === 'array') return `array<${typeName(own(schema, 'items'))}>`
    return typeof type === 'string' ? type : describeKind(type)
  })
  return names.join(' | ')
}

function ioSection(heading: string, entries: ReadonlyArray<readonly [string, Dict]>, isInput: boolean): string {
  if (entries.length === 0) return ''
  const head = isInput ? ['Name', 'Type', 'Required', 'Description'] : ['Name', 'Type', 'Description']
  const rows = entries.map(([name, entry]) => {
    const required = own(entry, 'required') === true ? 'Yes' : 'No'
    const text = textAt(entry, 'description') ?? textAt(entry, 'summary') ?? ''
    const type = typeName(jsonOrText(own(entry, 'schema')))
    return isInput ? [name, type, required, text] : [name, type, text]
  })
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(tableCell).join(' | ')} |`)
  return `## ${heading}\n\n${table.join('\n')}`
}

function slotSection(entries: ReadonlyArray<readonly [string, Dict]>): string {
  if (entries.length === 0) return ''
  const slots = entries.map(([name, entry]) => {
    const schema = textAt(entry, 'schema')?.trim()
    const example = textAt(entry, 'example')?.trim()
    const parts = [
      `### ${name}`,
      textAt(entry, 'summary') ?? '',
      textAt(entry, 'description') ?? '',
      schema === undefined ? '' : `\`\`\`json\n${schema}\n\`\`\``,
      example === undefined ? '' : `\`\`\`yaml\n${example}\n\`\`\``,
    ]
    return parts.filter((part) => part !== '').join('\n\n')
  })
  return `## Slots\n\n${slots.join('\n\n')}`
}

/** The image of an icon of Iconify (`set:name`), `size` pixels wide and high. */
export function iconImage(icon: string, alt: string, size: number): string {
  const quoted = alt.replaceAll('"', '&quot;')
  return `<img src="${iconAddress(icon, size)}" alt="${quoted}" width="${size}" height="${size}" />`
}

/** Where that image is. */
export function iconAddress(icon: string, size: number): string {
  const path = wellFormed(icon).split(':').map(encodeURIComponent).join(':')
  return `https://api.iconify.design/${path}.svg?width=${size}&height=${size}`
}

/** A text as it stands in one cell of a Markdown table. */
export function tableCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, (blanks) => (blanks.includes('\n') ? ' ' : blanks))
}
