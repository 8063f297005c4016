import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { RecordingOptions } from '../../../core/kernel-api.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { STATUS } from './span-table.ts'
import { stateAt } from './state-at.ts'
import { TraceEncoder } from './trace-encoder.ts'
import { TraceModel } from './trace-model.ts'
import { valueHistory } from './value-history.ts'

/** The events of a real run. */
async function eventsOf(text: string, input = {}, recording: RecordingOptions = {}): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const { composition, problems } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error(JSON.stringify(problems))
  const kernel = createKernel({ host: createMemoryHost() })
  await kernel.run(composition, { input, recording, observer: (event) => events.push(event) }).catch(() => undefined)
  return events
}

const LOOP = `compose:
  - call: lcod://impl/set@1
    in: { total: 1 }
    out: { total: total }
  - call: lcod://flow/foreach@1
    in: { list: [10, 20, 30] }
    collectPath: $.value
    slots:
      body:
        - call: lcod://impl/set@1
          in: { value: $slot.item, total: 5 }
          out: { value: value, total: total }
    out: { results: results }
  - call: lcod://impl/set@1
    in: { total: 2 }
    out: { total: total }
`

describe('TraceModel', () => {
  test('gives back the events it took, whatever the batches', async () => {
    const events = await eventsOf(LOOP)
    const encoder = new TraceEncoder()
    const model = new TraceModel()
    for (const event of events) {
      encoder.add(event)
      if (event.seq % 3 === 2) model.append(encoder.take()!)
    }
    const last = encoder.take()
    if (last !== null) model.append(last)
    expect([...model.events.events()]).toEqual(JSON.parse(JSON.stringify(events)))
    expect(encoder.take()).toBeNull()
  })

  test('counts what happened at each place', async () => {
    const model = TraceModel.of(await eventsOf(LOOP))
    expect(model.steps).toBe(6)
    expect(model.place('/compose/1/slots/body')).toMatchObject({ started: 3, done: 3, failed: 0, running: 0 })
    expect(model.place('/compose/1/slots/body/0')).toMatchObject({ started: 3, call: 'lcod://impl/set@1' })
    expect(model.place('')?.running).toBe(0)
  })

  test('gives concurrent tasks lanes of their own, and steps the lane of their task', async () => {
    const model = TraceModel.of(
      await eventsOf(`
- call: lcod://flow/parallel@1
  in: { tasks: [1, 2, 3] }
  slots:
    tasks:
      - call: lcod://impl/delay@1
        in: { ms: 5 }
      - call: lcod://impl/set@1
        in: { a: 1 }
`),
    )
    const list = model.place('/compose/0/slots/tasks')!
    expect(list.lanes.map((lane) => lane.length)).toEqual([2, 2, 2])
  })

  test('marks the failed step and the slot it ended, and not the try that caught it', async () => {
    const model = TraceModel.of(
      await eventsOf(`
- call: lcod://flow/try@1
  slots:
    body: [{ call: lcod://flow/throw@1, in: { code: broken, message: It broke } }]
    catch: [{ call: lcod://impl/set@1, in: { ok: true }, out: { ok: ok } }]
  out: { ok: ok }
`),
    )
    const statusAt = (path: string) => model.spans.status[model.place(path)!.spans.at(0)]
    expect(statusAt('/compose/0/slots/body/0')).toBe(STATUS.failed)
    expect(statusAt('/compose/0/slots/body')).toBe(STATUS.failed)
    expect(statusAt('/compose/0/slots/catch')).toBe(STATUS.done)
    expect(statusAt('/compose/0')).toBe(STATUS.done)
    expect(model.errors).toHaveLength(1)
  })

  test('counts the turns that were not recorded', async () => {
    const list = Array.from({ length: 400 }, (_, index) => index)
    const text = LOOP.replace('[10, 20, 30]', JSON.stringify(list))
    const all = TraceModel.of(await eventsOf(text))
    const some = TraceModel.of(await eventsOf(text, {}, { detail: { first: 100, perMs: 0 } }))
    expect(some.events.size).toBeLessThan(150)
    expect(some.unrecorded).toBeGreaterThan(350)
    expect(some.steps).toBe(all.steps)
    for (const path of ['/compose/1/slots/body', '/compose/1/slots/body/0']) {
      const { started, done, running, call } = some.place(path)!
      expect({ started, done, running, call }).toEqual({
        started: 400,
        done: 400,
        running: 0,
        call: all.place(path)!.call,
      })
    }
  })

  test('summarises old events and keeps counts, open spans and their layers', async () => {
    const events = await eventsOf(
      LOOP.replace('[10, 20, 30]', JSON.stringify(Array.from({ length: 400 }, (_, i) => i))),
    )
    const encoder = new TraceEncoder()
    const model = new TraceModel({ maxEvents: 500 })
    const until = events.findIndex((event) => event.iteration[0] === 390)
    for (const event of events.slice(0, until)) {
      encoder.add(event)
      if (encoder.size === 50) model.append(encoder.take()!)
    }
    model.append(encoder.take()!)
    expect(model.events.size).toBeLessThanOrEqual(500)
    expect(model.dropped).toBeGreaterThan(1000)
    expect(model.place('/compose/1/slots/body/0')!.started).toBe(390)
    expect(model.place('/compose/1')!.running).toBe(1)
    const [inner, outer] = stateAt(model, model.events.end, model.place('/compose/1/slots/body/0')!.spans.at(3))
    expect(inner?.entries.map((entry) => entry.key)).toContain('value')
    expect(outer?.entries.find((entry) => entry.key === 'total')?.value).toEqual({ value: 1 })
  })
})

describe('stateAt()', () => {
  test('shows the layers as they were, innermost first, with what the step changed', async () => {
    const model = TraceModel.of(await eventsOf(LOOP, { start: true }))
    const step = model.place('/compose/1/slots/body/0')!.spans.at(1)
    const layers = stateAt(model, model.spans.endSeq[step]!, step)
    expect(layers.map((layer) => [layer.kind, layer.label, layer.iteration])).toEqual([
      ['slot', 'body', [1]],
      ['run', 'run', []],
    ])
    expect(layers[0]?.vars).toEqual({ value: { item: 20, index: 1 } })
    expect(layers[0]?.entries).toMatchObject([
      { key: 'value', value: { value: 20 }, change: 'added' },
      { key: 'total', value: { value: 5 }, shadowed: false },
    ])
    expect(layers[1]?.entries).toMatchObject([
      { key: 'start', value: { value: true } },
      { key: 'total', value: { value: 1 }, shadowed: true },
    ])
  })

  test('shows an earlier moment, and nothing before the run', async () => {
    const model = TraceModel.of(await eventsOf(LOOP))
    const last = model.place('/compose/2')!.spans.at(0)
    const total = (seq: number) => stateAt(model, seq, last)[0]?.entries.find((entry) => entry.key === 'total')
    expect(total(model.events.end)).toMatchObject({ value: { value: 2 }, change: 'changed', previous: { value: 1 } })
    expect(total(model.spans.startSeq[last]!)).toMatchObject({ value: { value: 1 } })
    expect(stateAt(new TraceModel(), 0, -1)).toEqual([])
  })

  test('ends with a slot that has a state of its own, as those of while have', async () => {
    const model = TraceModel.of(
      await eventsOf(`
- call: lcod://impl/set@1
  in: { outside: 1 }
  out: { outside: outside }
- call: lcod://flow/while@1
  in: { state: { n: 2 } }
  slots:
    condition: [{ call: lcod://impl/gt@1, in: { value: $.n, limit: 0 }, out: { continue: ok } }]
    body: [{ call: lcod://impl/set@1, in: { n: 0 }, out: { n: n } }]
`),
    )
    const body = model.place('/compose/1/slots/body/0')!.spans.at(0)
    const layers = stateAt(model, model.spans.startSeq[body]!, body)
    expect(layers).toHaveLength(1)
    expect(layers[0]).toMatchObject({ label: 'body', own: true, entries: [{ key: 'n', value: { value: 2 } }] })
    const after = stateAt(model, model.spans.endSeq[body]!, body)
    expect(after[0]?.entries).toMatchObject([{ key: 'n', value: { value: 0 }, change: 'changed' }])
  })

  test('shows what was written in a turn before it was recorded', async () => {
    const text = `
- call: lcod://flow/foreach@1
  in: { list: [1, 2, 3] }
  slots:
    body:
      - call: lcod://impl/set@1
        in: { n: $slot.item }
        out: { n: n }
      - call: lcod://flow/throw@1
        in: { code: odd, message: Odd }
`
    const model = TraceModel.of(await eventsOf(text, {}, { detail: { first: 2, perMs: 0 } }))
    const failed = model.place('/compose/0/slots/body/1')!.spans.at(0)
    const [turn] = stateAt(model, model.spans.endSeq[failed]!, failed)
    expect(turn?.entries).toMatchObject([{ key: 'n', value: { value: 1 } }])
  })
})

test('valueHistory() lists the writes to a key around a moment', async () => {
  const model = TraceModel.of(await eventsOf(LOOP))
  const history = valueHistory(model, 'total', 0)
  expect(history.total).toBe(5)
  expect(history.writes.map((write) => [write.path, write.value])).toEqual([
    ['/compose/0', { value: 1 }],
    ['/compose/1/slots/body/0', { value: 5 }],
    ['/compose/1/slots/body/0', { value: 5 }],
    ['/compose/1/slots/body/0', { value: 5 }],
    ['/compose/2', { value: 2 }],
  ])
  expect(valueHistory(model, 'total', model.events.end, 2).writes.map((write) => write.path)).toEqual([
    '/compose/1/slots/body/0',
    '/compose/2',
  ])
  expect(valueHistory(model, 'nothing', 0)).toEqual({ total: 0, writes: [] })
})
