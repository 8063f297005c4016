import { parseJsonDocument } from '../../parse-json-document.ts'
import { isDict } from '../../values.ts'
import type { TraceEvent } from '../events.ts'

/** Members that each type of event has beside the common ones. */
const TYPES: Readonly<Record<TraceEvent['type'], readonly string[]>> = {
  run: ['phase'],
  step: ['phase', 'call'],
  slot: ['phase', 'slot'],
  scope: ['key', 'value'],
  script: ['phase'],
  log: ['entry'],
  http: ['method', 'url'],
  progress: ['phase', 'loaded'],
  retry: ['call', 'attempt', 'error'],
  stream: ['phase', 'id'],
  summary: ['turns', 'steps'],
}

/** The previews and errors that events of a phase hold. */
const PHASES: Readonly<Record<string, string>> = { start: 'input', end: 'output', error: 'error' }

export interface ReadTrace {
  readonly events: TraceEvent[]
  /** Lines that hold no event, from 1: cut off by the end of a process, or not of a trace at all. */
  readonly faults: Array<{ readonly line: number; readonly reason: string }>
}

/**
 * Reads a trace that was written as JSON lines. Blank lines do not count; a line that is no event is passed over and
 * told of, so that the trace of a process that was killed can still be looked at.
 */
export function readTrace(lines: Iterable<string>): ReadTrace {
  const trace: ReadTrace = { events: [], faults: [] }
  let line = 0
  for (const text of lines) {
    line++
    const content = text.replace(/^\uFEFF/, '').trim()
    if (content === '') continue
    const event = readEvent(content)
    if (typeof event === 'string') trace.faults.push({ line, reason: event })
    else trace.events.push(event)
  }
  return trace
}

function readEvent(text: string): TraceEvent | string {
  let value: unknown
  try {
    value = parseJsonDocument(text)
  } catch {
    return 'is cut off, or not JSON'
  }
  return isEvent(value) ? value : 'is not an event of a trace'
}

function isEvent(value: unknown): value is TraceEvent {
  if (!isDict(value)) return false
  const { seq, t, path, iteration, depth, type, phase } = value
  if (![seq, t, depth].every((number) => typeof number === 'number' && Number.isFinite(number))) return false
  if (typeof path !== 'string' || !Array.isArray(iteration) || !iteration.every(Number.isInteger)) return false
  if (typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return false
  const members = [...TYPES[type as TraceEvent['type']]]
  if (type === 'run' || type === 'step') members.push(PHASES[String(phase)] ?? 'signal')
  return members.every((member) => value[member] !== undefined)
}
