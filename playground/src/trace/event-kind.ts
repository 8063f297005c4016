import type { TraceEvent } from '../../../core/trace/events.ts'

/** Type and phase of an event as one small number. */
export const KIND = {
  runStart: 0,
  runEnd: 1,
  runError: 2,
  stepStart: 3,
  stepEnd: 4,
  stepSignal: 5,
  stepError: 6,
  slotEnter: 7,
  slotExit: 8,
  scope: 9,
  scriptStart: 10,
  scriptEnd: 11,
  log: 12,
  http: 13,
  progress: 14,
  retry: 15,
  stream: 16,
  summary: 17,
  /** Of a step that did not fail itself: it was ended because another did, a deadline passed, or somebody stopped the run. */
  stepCancelled: 18,
} as const

export type Kind = (typeof KIND)[keyof typeof KIND]

/** The kind of an event. */
export function kindOfEvent(event: TraceEvent): Kind {
  switch (event.type) {
    case 'run':
      return event.phase === 'start' ? KIND.runStart : event.phase === 'end' ? KIND.runEnd : KIND.runError
    case 'step':
      if (event.phase === 'start') return KIND.stepStart
      if (event.phase === 'end') return KIND.stepEnd
      if (event.phase === 'signal') return KIND.stepSignal
      return event.error.code === 'cancelled' ? KIND.stepCancelled : KIND.stepError
    case 'slot':
      return event.phase === 'enter' ? KIND.slotEnter : KIND.slotExit
    case 'script':
      return event.phase === 'start' ? KIND.scriptStart : KIND.scriptEnd
    case 'scope':
    case 'log':
    case 'http':
    case 'progress':
    case 'retry':
    case 'stream':
    case 'summary':
      return KIND[event.type]
  }
}
