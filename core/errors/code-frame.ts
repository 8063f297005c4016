import type { Problem } from '../compose/problem.ts'

/** Place in a text, as editors count: both from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

const LINES_AROUND = 2
const MAX_WIDTH = 100
const TAB_WIDTH = 4

/**
 * Line and column of an offset. A line ends with LF or CRLF; an offset past the text counts as its end.
 */
export function lineColumn(text: string, offset: number): LineColumn {
  const end = Math.min(Math.max(offset, 0), text.length)
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', lineStart)) {
    line++
    lineStart = at + 1
  }
  return { line, column: end - lineStart + 1 }
}

/**
 * The lines around a range with the range underlined, for a terminal in a fixed-width font.
 *
 * Two lines before and after; of a range over several lines the first is underlined to its end. Tabs are widened, long
 * lines cut around the range, and control characters shown as symbols, so that a text cannot steer the terminal.
 *
 * @param range Half-open offsets; an empty range is underlined as one character.
 * @returns lines joined by LF without a final one.
 */
export function codeFrame(text: string, range: { readonly start: number; readonly end: number }): string {
  const { line, column } = lineColumn(text, range.start)
  const lines = linesAround(text, Math.min(Math.max(range.start, 0), text.length))
  const content = lines.before.at(-1) ?? ''
  const from = Math.min(column - 1, content.length)
  const length = Math.max(range.end - range.start, 1)
  const window = cutWindow(content, from, Math.min(from + length, Math.max(content.length, from + 1)))
  const gutter = String(line + lines.after.length).length
  const show = (number: number, shown: string) =>
    `${number === line ? '>' : ' '} ${String(number).padStart(gutter)} | ${cut(shown, window)}`.trimEnd()
  return [
    ...lines.before.map((shown, index) => show(line - lines.before.length + 1 + index, shown)),
    `  ${' '.repeat(gutter)} | ${underline(content, window, from, from + length)}`,
    ...lines.after.map((shown, index) => show(line + 1 + index, shown)),
  ].join('\n')
}

/** The lines before, with the one that holds `offset` as last, and those after; the rest of a large text is not read. */
function linesAround(text: string, offset: number): { readonly before: string[]; readonly after: string[] } {
  const before: string[] = []
  let end = endOfLine(text, offset)
  for (let count = 0; count <= LINES_AROUND && end >= 0; count++) {
    // `lastIndexOf` takes a negative position for 0, where the line break that ends an empty first line may be.
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1
    before.unshift(lineAt(text, start, end))
    end = start === 0 ? -1 : start - 1
  }
  const after: string[] = []
  let start = endOfLine(text, offset) + 1
  while (after.length < LINES_AROUND && start <= text.length) {
    const lineEnd = endOfLine(text, start)
    after.push(lineAt(text, start, lineEnd))
    start = lineEnd + 1
  }
  return { before, after }
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end
}

function lineAt(text: string, start: number, end: number): string {
  return text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end)
}

/**
 * A problem as a compiler prints it: `file:line:column: error code: message`, the code frame, and what to do.
 *
 * @param text Text of the problem's file; without it, or without a place, the pointer stands for line and column.
 */
export function formatProblem(problem: Problem, text?: string): string {
  const { source, severity, code, pointer } = problem
  const parts: string[] = []
  const what = `${severity} ${code}: ${visible(problem.message)}`
  if (source === undefined || text === undefined) {
    const file = source === undefined ? '' : `${visible(source.file)}: `
    parts.push(`${file}${what}${pointer === '' ? '' : ` (at ${visible(pointer)})`}`)
  } else {
    const { line, column } = lineColumn(text, source.start)
    parts.push(`${visible(source.file)}:${line}:${column}: ${what}`, codeFrame(text, source))
  }
  if (problem.hint !== undefined) parts.push(`  hint: ${visible(problem.hint)}`)
  return parts.join('\n')
}

/** The part of each line that is shown. */
interface Window {
  readonly start: number
  readonly end: number
}

function cutWindow(content: string, from: number, to: number): Window {
  if (content.length <= MAX_WIDTH) return { start: 0, end: MAX_WIDTH }
  const spare = Math.max(MAX_WIDTH - (to - from), MAX_WIDTH / 2)
  const start = to <= MAX_WIDTH - 10 ? 0 : Math.max(0, from - Math.floor(spare / 2))
  return { start, end: start + MAX_WIDTH }
}

function cut(line: string, { start, end }: Window): string {
  const before = start > 0 && line.length > start ? '…' : ''
  const after = line.length > end ? '…' : ''
  return before + visible(line.slice(start, end)) + after
}

function underline(content: string, window: Window, from: number, to: number): string {
  const lead = (window.start > 0 ? 1 : 0) + width(content.slice(window.start, from))
  const marked = Math.max(1, width(content.slice(from, Math.min(to, window.end))))
  return ' '.repeat(lead) + '^'.repeat(marked)
}

function width(text: string): number {
  return [...visible(text)].reduce((sum, char) => sum + columnsOf(char.codePointAt(0)!), 0)
}

/** Columns that a terminal gives a character: none to combining marks, two to East Asian wide ones and emoji. */
function columnsOf(code: number): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(String.fromCodePoint(code))) return 0
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  return wide ? 2 : 1
}

/** Text without power over a terminal: tabs as spaces, control and direction characters as `\u{…}` or symbols. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    if (char === '\t') return ' '.repeat(TAB_WIDTH)
    const code = char.codePointAt(0)!
    // The "control pictures" block has a symbol for each of the first 32 characters.
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `\\u{${code.toString(16)}}`
  })
}
