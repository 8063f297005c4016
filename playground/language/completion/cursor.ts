import type { TextRange } from '../../../core/compose/source-node.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { indentTo, isFlow, lineEnd, lineStart } from '../document/layout.ts'
import { pathAt } from '../document/path-at.ts'
import { type Place, placeOf } from '../document/place.ts'

/** What is being typed, and where. */
export interface Cursor {
  readonly place: Place
  /** What of the word stands before the cursor. */
  readonly typed: string
  /** The whole word under the cursor; an empty range where there is none. */
  readonly range: TextRange
  /** The word is a key that has its colon already. */
  readonly hasColon: boolean
  /** The word stands in brackets. */
  readonly isFlow: boolean
  /** Blanks before the keys of the object that the word stands in. */
  readonly indent: string
}

/** Stands for the word being typed while the text is read: no text that a person writes holds it. */
const MARK = '\ue000cursor\ue000'
const WORD_BREAK = /[\s,{}[\]"']/

/**
 * Finds out what is being typed. The word under the cursor is replaced by a mark that makes the text well-formed, so
 * that an unfinished key or an empty value is no obstacle.
 *
 * @returns `undefined` in comments, block texts, and where the text cannot be read.
 */
export function readCursor(document: ComposeDocument, offset: number): Cursor | undefined {
  const { text } = document
  const range = wordAt(text, offset)
  const before = text.slice(lineStart(text, range.start), range.start)
  if (/(^|\s)#/.test(before)) return undefined
  const hasColon = /^:(?:\s|$)/.test(text.slice(range.end, range.end + 2))
  const opening = before.trimEnd().at(-1)
  const mark = isKeyPlace(text, range.start, before, opening) && !hasColon ? `${MARK}: ` : MARK
  const repaired = document.withText(`${text.slice(0, range.start)}${mark}${text.slice(range.end)}`)
  const { root, analysis } = repaired
  if (root === null || analysis === null) return undefined
  const path = pathAt(root, range.start)
  const innermost = path.containers.at(-1)
  const isMark = path.part === 'key' ? path.segments.at(-1) === MARK : path.node.value === MARK
  if (!isMark) return undefined
  return {
    place: placeOf(analysis, path),
    typed: text.slice(range.start, offset),
    range,
    hasColon,
    isFlow: path.containers.some((container) => isFlow(repaired.text, container)),
    indent: innermost === undefined ? '' : indentTo(repaired.text, innermost.start),
  }
}

function wordAt(text: string, offset: number): TextRange {
  const from = lineStart(text, offset)
  const to = lineEnd(text, offset)
  let start = offset
  while (start > from && !WORD_BREAK.test(text[start - 1]!)) start--
  let end = offset
  while (end < to && !WORD_BREAK.test(text[end]!) && !(text[end] === ':' && /\s|$/.test(text[end + 1] ?? ''))) end++
  return { start, end }
}

function isKeyPlace(text: string, offset: number, before: string, opening: string | undefined): boolean {
  if (opening === undefined) return true
  if (opening === '{') return true
  if (opening === ',') return openBracket(text, offset) === '{'
  return opening === '-' && /^\s*(?:- *)+$/.test(before)
}

/** The innermost bracket that is open on the lines just before, if any. */
function openBracket(text: string, offset: number): '{' | '[' | undefined {
  let depth = 0
  let blockLines = 0
  for (let at = offset - 1; at >= 0 && blockLines < 40; at--) {
    const letter = text[at]
    if (letter === '\n') blockLines++
    else if (letter === '}' || letter === ']') depth++
    else if (letter === '{' || letter === '[') {
      if (depth === 0) return letter
      depth--
    }
  }
  return undefined
}

/** Whether a path is being typed, and nothing but a path can follow. */
export function isPathTyped({ typed }: Cursor): boolean {
  return /^\$(?:slot)?\./.test(typed)
}
