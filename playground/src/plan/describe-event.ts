import type { TraceEvent } from '../../../core/trace/events.ts'
import { shortCall } from './describe-step.ts'

/** What an event tells, in a few words: `set begins`, `writes total`, `throw fails: empty_order`. */
export function describeEvent(event: TraceEvent): string {
  switch (event.type) {
    case 'run':
      return { start: 'the run begins', end: 'the run ends', error: 'the run fails' }[event.phase]
    case 'step':
      if (event.phase === 'error') return `${shortCall(event.call)} fails: ${event.error.code}`
      if (event.phase === 'signal') return `${shortCall(event.call)} leaves the loop's turn`
      return `${shortCall(event.call)} ${event.phase === 'start' ? 'begins' : 'is done'}`
    case 'slot':
      return `${event.slot} ${event.phase === 'enter' ? 'begins' : 'ends'}`
    case 'scope':
      return `writes ${event.key}`
    case 'script':
      return event.phase === 'start' ? 'the script begins' : 'the script ends'
    case 'log':
      return `logs: ${event.entry.message}`
    case 'http':
      return `${event.method} ${event.url}: ${event.status ?? event.error ?? 'no answer'}`
    case 'retry':
      return `${shortCall(event.call)} is tried again: ${event.error.code}`
    default:
      return event.type
  }
}
