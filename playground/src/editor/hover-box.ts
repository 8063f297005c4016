import type { Hover } from '../../language/index.ts'

/** Help under the pointer. Text only: what a component says of itself is never HTML. */
export function hoverBox({ title, signature, paragraphs, tables }: Hover): HTMLElement {
  const box = element('div', 'cm-hover')
  box.append(element('strong', '', title))
  if (signature !== undefined) box.append(element('pre', '', signature))
  for (const paragraph of paragraphs) box.append(element('p', '', paragraph))
  for (const { caption, columns, rows } of tables) {
    const table = element('table', '')
    const head = line('th', columns)
    // The captions say enough to those who see; the rest is for screen readers.
    head.className = 'hidden-text'
    table.append(element('caption', '', caption), head, ...rows.map((cells) => line('td', cells)))
    box.append(table)
  }
  return box
}

function line(kind: 'th' | 'td', cells: readonly string[]): HTMLElement {
  const row = element('tr', '')
  row.append(...cells.map((cell) => element(kind, '', cell)))
  return row
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
