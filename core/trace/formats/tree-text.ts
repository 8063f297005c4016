import type { Preview } from '../events.ts'
import { durationText } from './duration-text.ts'
import { placeText, shortId } from './place-text.ts'
import { previewText, shorten } from './trace-format.ts'
import { selfTime, type TraceNode } from './trace-tree.ts'

export interface TreeTextOptions {
  /** ANSI colours. Default false. */
  readonly colour?: boolean
  /** Show what went in, came out and was written. Default false. */
  readonly values?: boolean
  /** Longest preview of a value, in UTF-16 units. Default 72. */
  readonly previewLength?: number
}

const COLUMN = 10
const MARKS = { ok: ['✓', 32], signal: ['↩', 33], error: ['✗', 31], unfinished: ['…', 33] } as const

/**
 * A run as a tree for people: before each step how long it took, and how much of that was its own.
 *
 * @returns lines, each ending with a line break.
 */
export function treeText(run: TraceNode, options: TreeTextOptions = {}): string {
  const { values = false, previewLength = 72 } = options
  const paint = (code: number, text: string) => (options.colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const show = (preview: Preview | undefined) => (preview === undefined ? 'null' : previewText(preview, previewLength))
  const empty = ' '.repeat(2 * COLUMN)
  const lines = [paint(2, `${'total'.padStart(COLUMN)}${'own'.padStart(COLUMN)}`)]

  const add = (node: TraceNode, parent: TraceNode | undefined, lead: { first: string; rest: string }) => {
    const [mark, code] = MARKS[node.outcome]
    const times = [node.end - node.start, selfTime(node)].map((ms) => durationText(ms).padStart(COLUMN)).join('')
    const place = parent === undefined ? '' : placeText(node, parent)
    const name = `${place === '' ? '' : `${paint(2, place)} `}${paint(code, mark)} ${paint(1, shortId(node.call))}`
    const end = node.error === undefined ? (node.signal ?? '') : errorText(node, previewLength)
    lines.push(`${times}  ${lead.first}${name}${end === '' ? '' : `  ${paint(code, end)}`}`)
    const detail = (text: string) =>
      lines.push(`${empty}  ${lead.rest}${node.children.length > 0 ? '│  ' : '   '}${text}`)
    if (values) {
      detail(paint(2, `${show(node.input)}${node.outcome === 'ok' ? ` → ${show(node.output)}` : ''}`))
      for (const { key, value } of node.writes) detail(`${paint(2, `$.${key} =`)} ${show(value)}`)
    }
    for (const note of node.notes) detail(noteText(note, previewLength))
    for (const [at, child] of node.children.entries()) {
      const isLast = at === node.children.length - 1
      add(child, node, {
        first: `${lead.rest}${isLast ? '└─ ' : '├─ '}`,
        rest: `${lead.rest}${isLast ? '   ' : '│  '}`,
      })
    }
  }
  add(run, undefined, { first: '', rest: '' })
  return `${lines.join('\n')}\n`
}

function errorText({ error }: TraceNode, limit: number): string {
  return error === undefined ? '' : `${error.code}: ${shorten(error.message, limit)}`
}

function noteText(note: TraceNode['notes'][number], limit: number): string {
  switch (note.type) {
    case 'log':
      return `${note.entry.level} ${shorten(note.entry.message, limit)}`
    case 'http':
      return `http ${note.method} ${shorten(note.url, limit)} ${note.status ?? note.error ?? ''}`.trimEnd()
    case 'retry':
      return `retry ${note.attempt}: ${note.error.code}: ${shorten(note.error.message, limit)}`
  }
}
