import { expect, test } from 'vitest'
import { chromeTrace } from './chrome-trace.ts'
import { BUSY_COMPOSE, recordTrace, renderTrace } from './testing/record-trace.ts'
import { traceEventFaults } from './testing/trace-event-faults.ts'

test('chromeTrace() gives what the Trace Event Format asks for, nested on every track', async () => {
  const text = renderTrace(chromeTrace(), await recordTrace(BUSY_COMPOSE))
  expect(traceEventFaults(text)).toEqual([])
  const records: Array<{ ph: string; name: string; tid: number; args: { name?: string } }> = JSON.parse(text)
  expect(records.filter(({ name }) => name === 'lcod://impl/delay@1')).toHaveLength(3)
  expect(new Set(records.map(({ tid }) => tid)).size).toBeGreaterThan(1)
  const names = records.filter(({ ph }) => ph === 'M').map(({ args }) => args.name)
  expect(names.slice(0, 3)).toEqual(['lcod', 'run', 'task 1'])
})

test('chromeTrace() stays valid when the run is cut off', async () => {
  const events = await recordTrace(BUSY_COMPOSE)
  for (const end of [0, 1, 5, 17, events.length - 3]) {
    expect(traceEventFaults(renderTrace(chromeTrace(), events.slice(0, end)))).toEqual([])
  }
})

test('chromeTrace() does not let rounding push a step out of the one around it', () => {
  const at = (t: number, path: string, phase: 'start' | 'end') => ({ t, path, phase })
  const events = [
    at(0.0004, '/compose/0', 'start'),
    at(0.0006, '/compose/0/slots/body/0', 'start'),
    at(0.0014, '/compose/0/slots/body/0', 'end'),
    at(0.0014, '/compose/0', 'end'),
  ].map(({ phase, ...place }, seq) => {
    const base = { ...place, seq, iteration: [], depth: 0, type: 'step', call: 'lcod://impl/set@1' } as const
    return phase === 'start'
      ? { ...base, phase: 'start' as const, input: { value: {} } }
      : { ...base, phase: 'end' as const, output: { value: {} } }
  })
  expect(traceEventFaults(renderTrace(chromeTrace(), events))).toEqual([])
})

test('traceEventFaults() finds what is wrong', () => {
  const span = { name: 'a', cat: 'x', ph: 'X', pid: 1, tid: 0, ts: 0, dur: 10 }
  const faults = (...records: object[]) => traceEventFaults(JSON.stringify(records)).length
  expect(faults(span, { ...span, ts: 2, dur: 3 })).toBe(0)
  expect(faults(span, { ...span, ts: 5, dur: 10 })).toBe(1)
  expect(faults({ ...span, ph: '?' })).toBe(1)
  expect(faults({ ...span, dur: -1 })).toBe(1)
  expect(faults({ ...span, pid: 'a' })).toBe(1)
  expect(faults({ ...span, ph: 'i' })).toBe(1)
})
