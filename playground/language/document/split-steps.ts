import type { TextRange } from '../../../core/compose/source-node.ts'

export interface SplitSteps {
  /** Whole lines of each step, with what follows it up to the next. */
  readonly steps: readonly TextRange[]
  /** Blanks before the dash of each step. */
  readonly indent: number
  /** The key `compose`; absent for a bare list. */
  readonly key?: TextRange
}

const HEAD = /^(?:[ ]*(?:#.*)?\r?\n)*(?:compose:[ ]*(?:[ ]#.*)?\r?\n)?(?:[ ]*(?:#.*)?\r?\n)*$/
const STEP = /^( *)-(?= |\r?$)/

/**
 * Finds the steps of a block of steps by their dashes, without reading anything. Whatever spans two of the pieces leaves
 * the first one unfinished, which reading it shows.
 *
 * @returns `undefined` for every other form of document.
 */
export function splitSteps(text: string): SplitSteps | undefined {
  const starts: number[] = []
  let indent = -1
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    const line = text.slice(at, end < 0 ? text.length : end)
    const dash = STEP.exec(line)
    if (indent < 0 && dash !== null) indent = dash[1]!.length
    if (dash !== null && dash[1]!.length === indent) starts.push(at)
    else if (indent >= 0 && isOutside(line, indent)) return undefined
    at = next
  }
  const [first] = starts
  if (first === undefined) return undefined
  const head = text.slice(0, first)
  if (!HEAD.test(head)) return undefined
  const key = /^compose:/m.exec(head)
  if (key === null && indent > 0) return undefined
  const steps = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }))
  return { steps, indent, ...(key === null ? {} : { key: { start: key.index, end: key.index + 'compose'.length } }) }
}

/** A line of something that is no part of a step. Comments and blank lines may stand anywhere. */
function isOutside(line: string, indent: number): boolean {
  const content = /[^ ]/.exec(line)
  if (content === null || content[0] === '#' || content[0] === '\r') return false
  return content.index <= indent || content[0] === '\t'
}
