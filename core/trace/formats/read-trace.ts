import { parseJsonDocument } from '../../parse-json-document.ts'
import type { TraceEvent } from '../events.ts'
import { isTraceEvent } from './is-trace-event.ts'

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
  return isTraceEvent(value) ? value : 'is not an event of a trace'
}
