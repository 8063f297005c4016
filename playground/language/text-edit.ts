import type { TextRange } from '../../core/compose/source-node.ts'

/** Replaces a range of the text; an empty range inserts. The edits of one change do not overlap. */
export interface TextEdit {
  readonly range: TextRange
  readonly text: string
}

/** The text after all edits, whose ranges refer to the text before any of them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { range, text: inserted } of edits.toSorted((left, right) => left.range.start - right.range.start)) {
    result += text.slice(at, range.start) + inserted
    at = range.end
  }
  return result + text.slice(at)
}

/** One edit from one text to another, around what both have in common; none when they are equal. */
export function editBetween(before: string, after: string): TextEdit[] {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return [{ range: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) }]
}
