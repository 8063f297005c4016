import { expect, test } from 'vitest'
import type { TraceEvent } from '../events.ts'
import { chromeTrace } from './chrome-trace.ts'
import { jsonlTrace } from './jsonl-trace.ts'
import { prettyTrace } from './pretty-trace.ts'
import { previewText, shorten, type TraceFormat } from './trace-format.ts'

let seq = 0
type Body<T> = T extends TraceEvent ? Omit<T, 'seq' | 't' | 'path' | 'iteration' | 'depth'> : never
function event(t: number, path: string, body: Body<TraceEvent>, iteration: number[] = [], depth = 0): TraceEvent {
  return { seq: seq++, t, path, iteration, depth, ...body }
}

const set = 'lcod://impl/set@1'
const start = (t: number, path: string, call = set, iteration: number[] = [], depth = 0) =>
  event(t, path, { type: 'step', phase: 'start', call, input: { value: {} } }, iteration, depth)
const end = (t: number, path: string, call = set, iteration: number[] = [], depth = 0) =>
  event(t, path, { type: 'step', phase: 'end', call, output: { value: { a: 1 } } }, iteration, depth)

const render = (format: TraceFormat, events: TraceEvent[]) =>
  events.map((one) => format.write(one)).join('') + format.end()

test('prettyTrace() gives a step without inner steps one line', () => {
  const text = render(prettyTrace(), [start(0, '/compose/0'), end(1.5, '/compose/0')])
  expect(text).toBe('✓ impl/set@1 {} → {"a":1} 1.50 ms\n')
})

test('prettyTrace() marks what a durable run took from its journal', () => {
  const ended = { ...end(1.5, '/compose/0'), replayed: true } as TraceEvent
  expect(render(prettyTrace(), [start(0, '/compose/0'), ended])).toBe('↺ impl/set@1 {} → {"a":1} 1.50 ms\n')
})

test('prettyTrace() shows what a step wrote to the state below it', () => {
  const write = event(1, '/compose/0', { type: 'scope', key: 'a', value: { value: 1 } })
  const text = render(prettyTrace(), [start(0, '/compose/0'), write, end(1.5, '/compose/0')])
  expect(text).toBe('✓ impl/set@1 {} → {"a":1} 1.50 ms\n  $.a = 1\n')
})

test('prettyTrace() opens and closes a step that runs a slot, and shows the index', () => {
  const loop = 'lcod://flow/foreach@1'
  const inner = '/compose/0/slots/body/0'
  const text = render(prettyTrace(), [
    start(0, '/compose/0', loop),
    event(1, '/compose/0', { type: 'slot', phase: 'enter', slot: 'body', vars: { value: {} } }, [0], 1),
    start(1, inner, set, [0], 1),
    end(2, inner, set, [0], 1),
    end(3, '/compose/0', loop),
  ])
  expect(text.split('\n')).toEqual([
    '▸ flow/foreach@1 {}',
    '  · body [0]',
    '  ✓ impl/set@1 {} → {"a":1} 1.00 ms',
    '✓ flow/foreach@1 → {"a":1} 3.00 ms',
    '',
  ])
})

test('prettyTrace() shows a waiting step when it is flushed, and its error', () => {
  const format = prettyTrace()
  format.write(start(0, '/compose/0'))
  expect(format.flush()).toBe('▸ impl/set@1 {}\n')
  const failed = event(2, '/compose/0', { type: 'step', phase: 'error', call: set, error: { code: 'c', message: 'm' } })
  expect(format.write(failed)).toBe('✗ impl/set@1 c: m 2.00 ms\n')
})

test('prettyTrace() colours only when asked', () => {
  const events = [start(0, '/compose/0'), end(1, '/compose/0')]
  expect(render(prettyTrace(), events)).not.toContain('\u001b')
  expect(render(prettyTrace({ colour: true }), events)).toContain('\u001b[32m✓')
})

test('jsonlTrace() writes each event as one line', () => {
  const one = start(0, '/compose/0')
  expect(JSON.parse(render(jsonlTrace(), [one]))).toEqual(one)
})

test('chromeTrace() puts steps that overlap on separate tracks and nested ones on the same', () => {
  const task = '/compose/0/slots/tasks/0'
  const records = JSON.parse(
    render(chromeTrace(), [
      event(0, '', { type: 'run', phase: 'start', plan: 'p', input: { value: {} } }),
      start(0, '/compose/0', 'lcod://flow/parallel@1'),
      start(1, task, set, [0]),
      start(2, task, set, [1]),
      end(3, task, set, [0]),
      end(4, task, set, [1]),
      end(5, '/compose/0', 'lcod://flow/parallel@1'),
      event(6, '', { type: 'run', phase: 'end', output: { value: {} } }),
    ]),
  )
  const lanes = records
    .filter((record: { ph: string }) => record.ph === 'X')
    .map((record: { name: string; tid: number; ts: number; dur: number }) => [
      record.name,
      record.tid,
      record.ts,
      record.dur,
    ])
  expect(lanes).toEqual([
    [set, 0, 1000, 2000],
    [set, 1, 2000, 2000],
    ['lcod://flow/parallel@1', 0, 0, 5000],
    ['run', 0, 0, 6000],
  ])
})

test('chromeTrace() is valid JSON without events and closes what a failed run left open', () => {
  expect(JSON.parse(render(chromeTrace(), []))).toEqual([])
  const records = JSON.parse(render(chromeTrace(), [start(0, '/compose/0')]))
  expect(records[0]).toMatchObject({ name: set, args: { unfinished: true } })
})

test('previewText() and shorten() keep to one line', () => {
  expect(shorten('a\n  b', 10)).toBe('a b')
  expect(shorten('abcdef', 4)).toBe('abc…')
  expect(previewText({ value: undefined }, 10)).toBe('null')
  expect(previewText({ kind: 'string', size: 99, head: '"abc' }, 10)).toBe('"abc…')
})

test('shorten() passes over a long run of blanks once', () => {
  // Looked at again from each blank, this would take minutes.
  expect(shorten(`a${' '.repeat(500_000)}b`, 8)).toBe('a      …')
  expect(shorten('a  \r\n \n b  c', 80)).toBe('a b  c')
})
