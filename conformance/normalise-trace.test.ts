import { expect, it } from 'vitest'
import type { TraceEvent } from '../core/trace/events.ts'
import { normaliseTrace, traceLine, withoutTime } from './normalise-trace.ts'

function slot(seq: number, phase: 'enter' | 'exit', path: string, iteration: number[] = []): TraceEvent {
  const base = { seq, t: seq * 3, path, iteration, depth: 1 }
  return phase === 'enter'
    ? { ...base, type: 'slot', phase, slot: 'body', vars: { value: {} } }
    : { ...base, type: 'slot', phase, slot: 'body' }
}

it('normaliseTrace() groups interleaved tasks by path and iteration', () => {
  const events = [
    slot(0, 'enter', '/compose/0/slots/tasks', [0]),
    slot(1, 'enter', '/compose/0/slots/tasks', [1]),
    slot(2, 'exit', '/compose/0/slots/tasks', [1]),
    slot(3, 'exit', '/compose/0/slots/tasks', [0]),
  ]
  expect(normaliseTrace(events).map(traceLine)).toEqual([
    'slot.enter /compose/0/slots/tasks [0]',
    'slot.exit /compose/0/slots/tasks [0]',
    'slot.enter /compose/0/slots/tasks [1]',
    'slot.exit /compose/0/slots/tasks [1]',
  ])
})

it('normaliseTrace() puts indexes in numeric order and a step before what it holds and calls', () => {
  const paths = ['/compose/10', '/compose/2!/compose/0', '/compose/2', '/compose/2/slots/body/0', '']
  expect(normaliseTrace(paths.map((path, seq) => slot(seq, 'exit', path))).map((event) => event.path)).toEqual([
    '',
    '/compose/2',
    '/compose/2!/compose/0',
    '/compose/2/slots/body/0',
    '/compose/10',
  ])
})

it('traceLine() shows what an event without a phase is about, and the run at /', () => {
  const base = { seq: 0, t: 0, path: '', iteration: [], depth: 0 }
  expect(traceLine({ ...base, type: 'scope', key: 'total', value: { value: 1 } })).toBe('scope.total /')
})

it('withoutTime() drops number and times only', () => {
  const step = { path: '/compose/0', iteration: [], depth: 0, type: 'step', phase: 'end', call: 'lcod://a@1' } as const
  const output = { value: {} }
  expect(withoutTime({ seq: 1, t: 9, ...step, output, waitsFrom: 2 })).toEqual({ ...step, output })
  expect(withoutTime(slot(4, 'exit', '/compose/0'))).toEqual({
    path: '/compose/0',
    iteration: [],
    depth: 1,
    type: 'slot',
    phase: 'exit',
    slot: 'body',
  })
})
