import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { composeFromValue } from '../../../core/compose/compose-from-value.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { retryTicks } from '../geometry/retry-ticks.ts'
import { laneBars } from '../geometry/timeline-bars.ts'
import { timelineRows } from '../geometry/timeline-rows.ts'
import { STATUS } from '../trace/span-table.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { failedAttempts, waitedMs } from './attempts.ts'
import { errorFate } from './error-fate.ts'

/** A component that fails twice before it succeeds, then a step that waits. */
async function run(): Promise<TraceModel> {
  let calls = 0
  const ask: Component = {
    kind: 'native',
    id: 'lcod://test/ask@1',
    run: async () => {
      if (++calls < 3) throw new Error(`busy ${calls}`)
      return {}
    },
  }
  const price: Component = {
    kind: 'compose',
    id: 'lcod://test/price@1',
    hints: { idempotent: true, retries: 2 },
    composition: composeFromValue([{ call: 'lcod://test/ask@1' }]),
  }
  const events: TraceEvent[] = []
  const { composition } = parseCompose(
    '[{ call: lcod://test/price@1 }, { call: lcod://impl/delay@1, in: { ms: 5 } }, { call: lcod://impl/set@1 }]',
    { file: 'compose.yaml' },
  )
  const kernel = createKernel({ host: createMemoryHost() })
  const observer = (event: TraceEvent) => events.push(event)
  await kernel.run(composition!, { components: [ask, price], observer, recording: { waits: true } })
  return TraceModel.of(events)
}

test('failedAttempts() are those that were followed by another, and tell the fate of the errors in them', async () => {
  const model = await run()
  const price = model.place('/compose/0')!.spans.at(0)
  expect(failedAttempts(model, price).map(({ attempt, error }) => [attempt, error.message])).toEqual([
    [1, 'busy 1'],
    [2, 'busy 2'],
  ])
  const asked = model.place('/compose/0!/compose/0')!.spans
  expect([0, 1].map((at) => errorFate(model, asked.at(at)))).toEqual([
    { kind: 'retried', by: price },
    { kind: 'retried', by: price },
  ])
  const component = model.place('/compose/0!')!
  expect(component).toMatchObject({ started: 1, done: 1, failed: 0 })
  expect(model.spans.status[component.spans.at(0)]).toBe(STATUS.done)
  expect(failedAttempts(model, asked.at(0))).toEqual([])
})

test('retryTicks() stand on the lane of the step that was repeated, as far as it is seen', async () => {
  const model = await run()
  const rows = timelineRows(model, new Set())
  const view = { axis: 'events', range: { from: 0, to: model.events.end }, width: model.events.end } as const
  expect(retryTicks(model, rows, view).map(({ row, lane, x }) => [row.path, lane, x])).toEqual(
    model.retries.map((seq) => ['', 0, seq]),
  )
  expect(retryTicks(model, rows, { ...view, range: { from: 0, to: 1 } })).toEqual([])
  expect(retryTicks(model, [], view)).toEqual([])
})

test('laneBars() tell where the waiting of a step begins, on both axes', async () => {
  const model = await run()
  const [delay, set] = ['/compose/1', '/compose/2'].map((path) => model.place(path)!.spans.at(0)) as [number, number]
  expect(waitedMs(model, delay)).toBeGreaterThan(0)
  expect(waitedMs(model, set)).toBe(0)
  const lane = model.place('')!.lanes[0]!
  for (const axis of ['time', 'events'] as const) {
    const whole = { from: 0, to: axis === 'time' ? model.duration : model.events.end }
    const bars = laneBars(lane, { model, axis, range: whole, width: 1e6, now: whole.to })
    const bar = (span: number) => bars.find((one) => one.span === span)!
    expect(bar(delay).waitFrom).toBeLessThan(bar(delay).to)
    expect(bar(delay).waitFrom).toBeGreaterThanOrEqual(bar(delay).from)
    expect(bar(set).waitFrom).toBe(bar(set).to)
  }
})

test('TraceModel gives back since when a step waited, and events of before that was told', async () => {
  const model = await run()
  const events = [...model.events.events()]
  expect(events.filter((event) => 'waitsFrom' in event).length).toBe(4)
  const old = events.map((event) => JSON.parse(JSON.stringify({ ...event, waitsFrom: undefined })))
  expect([...TraceModel.of(old).events.events()]).toEqual(old)
})
