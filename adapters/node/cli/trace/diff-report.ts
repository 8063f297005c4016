import { diffTraces, type TraceDifference, timeChanges } from '../../../../core/trace/formats/diff-traces.ts'
import { durationText } from '../../../../core/trace/formats/duration-text.ts'
import { shortId } from '../../../../core/trace/formats/place-text.ts'
import { shorten } from '../../../../core/trace/formats/trace-format.ts'
import { type TraceNode, walkTrace } from '../../../../core/trace/formats/trace-tree.ts'
import { stepPath } from '../format-error.ts'

export interface NamedRun {
  readonly name: string
  readonly run: TraceNode
}

const VALUE_LENGTH = 160
const MAX_PLACES = 5
const TIMES = 5

const WORDS: Readonly<Record<TraceDifference['what'], string>> = {
  missing: 'ran in the first only',
  extra: 'ran in the second only',
  call: 'called something else',
  input: 'got another input',
  outcome: 'ended otherwise',
  output: 'gave another output',
  error: 'failed with another error',
  state: 'wrote other state',
}

/** The two runs, their first difference and how many follow, and the steps whose time changed most. */
export function diffReport(left: NamedRun, right: NamedRun): { readonly text: string; readonly isSame: boolean } {
  const lines = [runLine('A', left), runLine('B', right), '']
  let first: TraceDifference | undefined
  let count = 0
  for (const difference of diffTraces(left.run, right.run)) {
    first ??= difference
    count++
  }
  if (first === undefined) lines.push('No difference')
  else lines.push(...differenceLines(first))
  if (count > 1) lines.push(`  and ${count - 1} more ${count === 2 ? 'difference' : 'differences'} after it`)
  lines.push('', 'Own time that changed most:')
  for (const { node, leftMs, rightMs } of timeChanges(left.run, right.run, TIMES)) {
    const times = [leftMs, rightMs, Math.abs(rightMs - leftMs)].map((ms) => durationText(ms).padStart(9))
    const sign = rightMs >= leftMs ? '+' : '-'
    lines.push(`  A${times[0]}  B${times[1]}  ${sign}${times[2]?.trimStart().padEnd(9)} ${nodeText(node)}`)
  }
  return { text: `${lines.join('\n')}\n`, isSame: first === undefined }
}

function runLine(label: string, { name, run }: NamedRun): string {
  let steps = -1
  for (const _ of walkTrace(run)) steps++
  return `${label}  ${name}: ${steps} ${steps === 1 ? 'step' : 'steps'}, ${durationText(run.end - run.start)}, ${run.outcome}`
}

function differenceLines({ what, node, left, right, places }: TraceDifference): string[] {
  const lines = [`First difference: ${nodeText(node)} ${WORDS[what]}`]
  if (left !== undefined) lines.push(`  A  ${valueText(left)}`)
  if (right !== undefined) lines.push(`  B  ${valueText(right)}`)
  for (const { path, expected, actual } of places.slice(0, MAX_PLACES)) {
    if (path !== '$') lines.push(`  ${path}: ${valueText(expected)} → ${valueText(actual)}`)
  }
  if (places.length > MAX_PLACES) lines.push(`  and ${places.length - MAX_PLACES} more places`)
  return lines
}

/** `impl/set@1 at compose[0] › body[2], iteration 1, 4` */
function nodeText({ call, path, iteration }: TraceNode): string {
  if (path === '') return 'the run'
  const turn = iteration.length === 0 ? '' : `, iteration ${iteration.join(', ')}`
  return `${shortId(call)} at ${path.split('!').map(stepPath).join(' › ')}${turn}`
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing'
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), VALUE_LENGTH)
}
