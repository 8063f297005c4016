import { type Difference, structuralDiff } from '../../diff/structural-diff.ts'
import type { Preview } from '../events.ts'
import { executionKey } from './trace-format.ts'
import { selfTime, type TraceNode } from './trace-tree.ts'

/** One way in which a step ran differently in two runs. */
export interface TraceDifference {
  readonly what: 'missing' | 'extra' | 'call' | 'input' | 'outcome' | 'output' | 'error' | 'state'
  /** The step of the first run; of the second when only that has it. */
  readonly node: TraceNode
  /** What the two runs have there, as far as they have anything. */
  readonly left?: unknown
  readonly right?: unknown
  /** Where inside the values; empty when they differ as a whole. */
  readonly places: readonly Difference[]
}

/** How much longer or shorter a step itself took in the second run. */
export interface TimeChange {
  readonly node: TraceNode
  readonly leftMs: number
  readonly rightMs: number
}

/**
 * In what the second run differs from the first, in the order of the run. Steps are compared with those of the same
 * place and iteration, whatever order they were run in; a step is looked into before its own result is compared, so
 * that the first difference is the nearest to the cause.
 */
export function* diffTraces(left: TraceNode, right: TraceNode): IterableIterator<TraceDifference> {
  if (left.call !== right.call) {
    yield { what: 'call', node: left, left: left.call, right: right.call, places: [] }
    return
  }
  yield* diffPreviews('input', left, { left: left.input, right: right.input })
  const [inner, others] = align(left, right)
  for (const [child, other] of inner) {
    if (other === undefined) yield { what: 'missing', node: child, left: child.call, places: [] }
    else yield* diffTraces(child, other)
  }
  for (const node of others) yield { what: 'extra', node, right: node.call, places: [] }
  yield* diffEnds(left, right)
}

/** Pairs of steps whose own time changed most, the largest change first. */
export function timeChanges(left: TraceNode, right: TraceNode, count: number): TimeChange[] {
  const changes: TimeChange[] = []
  const waiting: Array<readonly [TraceNode, TraceNode]> = [[left, right]]
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [one, other] = pair
    changes.push({ node: one, leftMs: selfTime(one), rightMs: selfTime(other) })
    for (const [child, match] of align(one, other)[0]) if (match?.call === child.call) waiting.push([child, match])
  }
  const size = ({ leftMs, rightMs }: TimeChange) => Math.abs(rightMs - leftMs)
  return changes.sort((one, other) => size(other) - size(one)).slice(0, count)
}

/** The inner steps of the first, each with its counterpart, and those that only the second has. */
function align(left: TraceNode, right: TraceNode): [Array<[TraceNode, TraceNode | undefined]>, TraceNode[]] {
  const others = new Map(right.children.map((child) => [placeKey(child), child]))
  const pairs = left.children.map((child): [TraceNode, TraceNode | undefined] => {
    const key = placeKey(child)
    const other = others.get(key)
    others.delete(key)
    return [child, other]
  })
  return [pairs, [...others.values()]]
}

function placeKey(node: TraceNode): string {
  return `${executionKey(node)}~${node.turn}`
}

function* diffEnds(left: TraceNode, right: TraceNode): IterableIterator<TraceDifference> {
  if (left.outcome !== right.outcome) {
    yield { what: 'outcome', node: left, left: outcomeOf(left), right: outcomeOf(right), places: [] }
    return
  }
  if (left.outcome === 'signal' && left.signal !== right.signal) {
    yield { what: 'outcome', node: left, left: left.signal, right: right.signal, places: [] }
  }
  const places = structuralDiff(right.error, left.error, { exact: true })
  if (places.length > 0) yield { what: 'error', node: left, left: left.error, right: right.error, places }
  if (left.output !== undefined && right.output !== undefined) {
    yield* diffPreviews('output', left, { left: left.output, right: right.output })
  }
  const written = [left, right].map((node) =>
    Object.fromEntries(node.writes.map(({ key, value }) => [key, shown(value)])),
  )
  const writes = structuralDiff(written[1], written[0], { exact: true })
  if (writes.length > 0) yield { what: 'state', node: left, left: written[0], right: written[1], places: writes }
}

function outcomeOf({ outcome, error, signal }: TraceNode): string {
  return error === undefined ? (signal ?? outcome) : `${error.code}: ${error.message}`
}

function* diffPreviews(
  what: 'input' | 'output',
  node: TraceNode,
  sides: { readonly left: Preview; readonly right: Preview },
): IterableIterator<TraceDifference> {
  const [left, right] = [shown(sides.left), shown(sides.right)]
  const places = structuralDiff(right, left, { exact: true })
  if (places.length > 0) yield { what, node, left, right, places }
}

/** Of a value that was too large to be kept, what was kept of it. */
function shown(preview: Preview): unknown {
  return 'value' in preview ? preview.value : preview
}
