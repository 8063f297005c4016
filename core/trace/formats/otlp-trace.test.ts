import { expect, test } from 'vitest'
import type { TraceEvent } from '../events.ts'
import type { OtlpSpan } from './otlp-span.ts'
import { otlpTrace } from './otlp-trace.ts'
import { BUSY_COMPOSE, recordTrace, renderTrace } from './testing/record-trace.ts'

const TRACE = 'a'.repeat(32)
const RUN = 'b'.repeat(16)
const CALLER = 'c'.repeat(16)

function format(parentSpanId?: string) {
  let ids = 0
  return otlpTrace({
    traceId: TRACE,
    spanId: RUN,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    newSpanId: () => (++ids).toString(16).padStart(16, '0'),
    now: () => 1_700_000_000_500,
  })
}

function spansOf(events: readonly TraceEvent[], parent?: string): OtlpSpan[] {
  const { resourceSpans } = JSON.parse(renderTrace(format(parent), events))
  expect(resourceSpans[0].resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'lcod' } }])
  return resourceSpans[0].scopeSpans[0].spans
}

const attribute = (span: OtlpSpan | undefined, key: string) => span?.attributes.find((one) => one.key === key)?.value

test('otlpTrace() gives a tree of spans with well-formed ids and times', async () => {
  const spans = spansOf(await recordTrace(BUSY_COMPOSE))
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  expect(byId.size).toBe(spans.length)
  for (const span of spans) {
    expect(span.traceId).toBe(TRACE)
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(span.startTimeUnixNano).toMatch(/^17\d{17}$/)
    expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true)
    if (span.spanId === RUN) continue
    const parent = byId.get(span.parentSpanId ?? '')
    expect(parent).toBeDefined()
    expect(BigInt(span.startTimeUnixNano) >= BigInt(parent?.startTimeUnixNano ?? 0)).toBe(true)
    expect(BigInt(span.endTimeUnixNano) <= BigInt(parent?.endTimeUnixNano ?? 0)).toBe(true)
  }
  const component = spans.find((span) => span.name === 'demo/x@1')
  const inside = spans.find((span) => span.parentSpanId === component?.spanId)
  expect(inside?.name).toBe('impl/set@1')
  expect(attribute(inside, 'lcod.path')).toEqual({ stringValue: '/compose/2/slots/body/0!/compose/0' })
})

test('otlpTrace() gives errors as status and event, signals and iterations as attributes, logs as events', async () => {
  const spans = spansOf(await recordTrace(BUSY_COMPOSE))
  const failed = spans.find((span) => span.name === 'impl/fail@1')
  expect(failed?.status).toEqual({ code: 2, message: 'boom' })
  expect(failed?.events).toMatchObject([{ name: 'exception' }])
  expect(attribute(failed, 'lcod.iteration')).toEqual({ arrayValue: { values: [{ intValue: '0' }] } })
  expect(
    attribute(
      spans.find((span) => span.name === 'flow/continue@1'),
      'lcod.signal',
    ),
  ).toEqual({
    stringValue: 'continue',
  })
  expect(spans.flatMap((span) => span.events).map((event) => event.name)).toContain('hello')
})

test('otlpTrace() hangs the run below its caller, and requests below their step', () => {
  const base = { iteration: [], depth: 0, path: '/compose/0' }
  const call = 'lcod://contract/core/http/request@1'
  const http = { type: 'http', method: 'GET', url: 'http://a/b' } as const
  const spans = spansOf(
    [
      { ...base, seq: 0, t: 0, path: '', type: 'run', phase: 'start', plan: 'p', input: { value: {} } },
      { ...base, seq: 1, t: 1, type: 'step', phase: 'start', call, input: { value: {} } },
      { ...base, seq: 2, t: 3, ...http, status: 302, spanId: 'd'.repeat(16) },
      { ...base, seq: 3, t: 4, ...http, error: 'ECONNRESET' },
      { ...base, seq: 4, t: 5, type: 'step', phase: 'end', call, output: { value: {} } },
      { ...base, seq: 5, t: 6, path: '', type: 'run', phase: 'end', output: { value: {} } },
    ],
    CALLER,
  )
  expect(spans.map(({ name, kind, parentSpanId }) => [name, kind, parentSpanId])).toEqual([
    ['GET', 3, '0000000000000001'],
    ['GET', 3, '0000000000000001'],
    ['contract/core/http/request@1', 1, RUN],
    ['lcod run', 1, CALLER],
  ])
  expect(spans[0]?.spanId).toBe('d'.repeat(16))
  expect(spans[1]?.startTimeUnixNano).toBe(spans[0]?.endTimeUnixNano)
  expect(spans[1]?.status).toEqual({ code: 2, message: 'ECONNRESET' })
})

test('otlpTrace() is complete JSON without events and for a run that was cut off', async () => {
  expect(spansOf([])).toEqual([])
  const events = await recordTrace(BUSY_COMPOSE)
  const spans = spansOf(events.slice(0, 6))
  expect(spans.at(-1)).toMatchObject({ name: 'lcod run' })
  expect(attribute(spans.at(-1), 'lcod.unfinished')).toEqual({ boolValue: true })
})
