import type { ErrorShape } from '../../errors/kernel-error.ts'
import type { Preview, TraceEvent } from '../events.ts'
import { OpenSteps } from './open-steps.ts'
import { executionKey, runName } from './trace-format.ts'

/** One execution of a step, or the run as a whole. */
export interface TraceNode {
  /** Id that was called; `run` for the run, method and path for one that answers a request. */
  readonly call: string
  readonly path: string
  readonly iteration: readonly number[]
  /** Counts the executions of one place in one iteration, from 0. */
  readonly turn: number
  /** Milliseconds since the run began. */
  readonly start: number
  /** That of the last event for what the trace does not see end. */
  end: number
  outcome: 'ok' | 'signal' | 'error' | 'unfinished'
  readonly input: Preview
  output?: Preview
  error?: ErrorShape
  signal?: string
  /** What it wrote to the state, in order. */
  readonly writes: Array<{ readonly key: string; readonly value: Preview }>
  /** Logs, requests and repeated attempts. */
  readonly notes: Array<TraceEvent & { readonly type: 'log' | 'http' | 'retry' }>
  /** Steps inside of it, in the order in which they began. */
  readonly children: TraceNode[]
}

const NOTHING: Preview = { value: null }

/**
 * The events of a run as a tree of steps; steps that ran at the same time are siblings, however their events mix. Events
 * that are missing do no harm: a step without an end is `unfinished`, an end without a beginning is passed over.
 *
 * @returns the run; without steps when there are no events.
 */
export function buildTraceTree(events: Iterable<TraceEvent>): TraceNode {
  let run = createNode({ call: 'run', path: '', iteration: [], turn: 0, t: 0, input: NOTHING })
  let last = 0
  const open = new OpenSteps<TraceNode>()
  const turns = new Map<string, number>()
  for (const event of events) {
    last = Math.max(last, event.t)
    switch (event.type) {
      case 'run':
        if (event.phase === 'start') {
          const { t, input } = event
          run = {
            ...createNode({ call: runName(event), path: '', iteration: [], turn: 0, t, input }),
            children: run.children,
          }
        } else finish(run, event)
        break
      case 'step':
        if (event.phase === 'start') {
          const key = executionKey(event)
          const turn = turns.get(key) ?? 0
          turns.set(key, turn + 1)
          const node = createNode({ ...event, turn })
          const parent = open.around(event) ?? run
          parent.children.push(node)
          open.open(event, node)
        } else {
          const node = open.close(event)
          if (node !== undefined) finish(node, event)
        }
        break
      case 'scope':
        ;(open.at(event) ?? run).writes.push({ key: event.key, value: event.value })
        break
      case 'log':
        // Logs tell the component that they come from, at best.
        ;(open.latest() ?? run).notes.push(event)
        break
      case 'http':
      case 'retry':
        ;(open.at(event) ?? run).notes.push(event)
        break
      case 'slot':
      case 'script':
      case 'progress':
      case 'stream':
        break
    }
  }
  for (const node of [run, ...open.values()]) if (node.outcome === 'unfinished') node.end = last
  return run
}

/**
 * Milliseconds of a step in which nothing inside of it was under way; steps inside that overlap count once.
 */
export function selfTime({ start, end, children }: TraceNode): number {
  let inside = 0
  let reached = start
  for (const child of children) {
    if (child.end <= reached) continue
    inside += child.end - Math.max(child.start, reached)
    reached = child.end
  }
  return Math.max(0, end - start - inside)
}

/** Every step of a tree, each before those inside of it. */
export function* walkTrace(node: TraceNode): IterableIterator<TraceNode> {
  const waiting = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    for (let at = next.children.length - 1; at >= 0; at--) waiting.push(next.children[at]!)
  }
}

interface Beginning {
  readonly call: string
  readonly path: string
  readonly iteration: readonly number[]
  readonly turn: number
  readonly t: number
  readonly input: Preview
}

function createNode({ call, path, iteration, turn, t, input }: Beginning): TraceNode {
  return {
    call,
    path,
    iteration,
    turn,
    start: t,
    end: t,
    outcome: 'unfinished',
    input,
    writes: [],
    notes: [],
    children: [],
  }
}

function finish(node: TraceNode, event: TraceEvent & { readonly type: 'run' | 'step' }): void {
  node.end = event.t
  switch (event.phase) {
    case 'end':
      node.outcome = 'ok'
      node.output = event.output
      break
    case 'error':
      node.outcome = 'error'
      node.error = event.error
      break
    case 'signal':
      node.outcome = 'signal'
      node.signal = event.signal
      break
    case 'start':
      break
  }
}
