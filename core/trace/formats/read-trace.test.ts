import { expect, test } from 'vitest'
import { jsonlTrace } from './jsonl-trace.ts'
import { readTrace } from './read-trace.ts'
import { BUSY_COMPOSE, recordTrace, renderTrace } from './testing/record-trace.ts'

test('readTrace() gives back what jsonlTrace() wrote', async () => {
  const events = await recordTrace(BUSY_COMPOSE)
  expect(readTrace(renderTrace(jsonlTrace(), events).split('\n'))).toEqual({ events, faults: [] })
})

test('readTrace() passes over what is cut off or foreign, and tells of it', async () => {
  const [first = '', second = ''] = renderTrace(jsonlTrace(), await recordTrace(BUSY_COMPOSE)).split('\n')
  const { events, faults } = readTrace([`\uFEFF${first}\r`, '', '{"a":1}', '[]', second.slice(0, 40)])
  expect(events).toHaveLength(1)
  expect(faults).toEqual([
    { line: 3, reason: 'is not an event of a trace' },
    { line: 4, reason: 'is not an event of a trace' },
    { line: 5, reason: 'is cut off, or not JSON' },
  ])
})

test.each([
  { type: 'nope' },
  { type: 'step', phase: 'start', call: 'x' },
  { type: 'step', phase: 'end', output: { value: 1 } },
  { type: 'run', phase: 'error' },
  { type: 'log' },
  { type: 'log', entry: {}, t: 'soon' },
  { type: 'log', entry: { level: 'info', message: { toString: false } } },
  { type: 'log', entry: { level: 'info', message: 'x' }, depth: -1 },
  { type: 'log', entry: { level: 'info', message: 'x' }, depth: 1e308 },
  { type: 'log', entry: { level: 'info', message: 'x' }, t: 1e308 },
  { type: 'log', entry: { level: 'info', message: 'x' }, path: '!'.repeat(20_000) },
  { type: 'run', phase: 'start', input: { value: 1 }, request: { method: { toString: false } } },
  { type: 'run', phase: { toString: false } },
  { type: 'step', phase: 'constructor', call: 'x' },
  { type: 'step', phase: 'start', call: 'x', input: { kind: 'object' } },
  { type: 'http', method: 'GET', url: 'https://host', status: { toString: false } },
  { type: 'retry', call: 'x', attempt: 1, error: { message: null } },
])('readTrace() takes %j for no event', (members) => {
  const line = JSON.stringify({ seq: 0, t: 0, path: '', iteration: [], depth: 0, ...members })
  expect(readTrace([line]).events).toEqual([])
})
