import { expect, test } from 'vitest'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { scriptParts } from './script-parts.ts'

const at = (seq: number, t: number, path = '/compose/0') => ({ seq, t, path, iteration: [], depth: 0 })
const call = 'lcod://tooling/script@1'

test('scriptParts() is the time in the sandbox, without the waiting around it', () => {
  const events: TraceEvent[] = [
    { ...at(0, 0, ''), type: 'run', phase: 'start', plan: '', input: { value: {} } },
    { ...at(1, 1), type: 'step', phase: 'start', call, input: { value: {} } },
    { ...at(2, 5), type: 'script', phase: 'start', source: '' },
    { ...at(3, 9), type: 'script', phase: 'end', fuel: 1 },
    { ...at(4, 10), type: 'step', phase: 'end', call, output: { value: {} } },
  ]
  const model = TraceModel.of(events)
  const span = model.place('/compose/0')!.spans.at(0)
  expect(scriptParts(model, span, 'time')).toEqual([{ from: 5, to: 9 }])
  expect(scriptParts(model, span, 'events')).toEqual([{ from: 2, to: 3 }])
  const running = TraceModel.of(events.slice(0, 3))
  expect(scriptParts(running, span, 'time')).toEqual([{ from: 5, to: 5 }])
})
