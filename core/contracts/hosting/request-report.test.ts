import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import type { IncomingRequest } from '../../kernel-api.ts'
import { native } from '../../testing/run-text.ts'
import type { TraceEvent } from '../../trace/events.ts'
import { parseTraceContext } from '../../trace/trace-context.ts'
import { incoming } from './request-report.ts'
import { component, type ServeOptions, serve } from './testing/serve-handlers.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

/** Serves handlers and keeps the trace of each request. */
async function serveObserved(handlers: Parameters<typeof serve>[0], options: ServeOptions = {}) {
  const traces: Array<{ request: IncomingRequest; events: TraceEvent[]; ended: number }> = []
  const served = await serve(handlers, {
    ...options,
    observeRequest(request) {
      const trace = { request, events: [] as TraceEvent[], ended: 0 }
      traces.push(trace)
      return {
        observer: (event) => trace.events.push(event),
        end: () => {
          trace.ended++
        },
      }
    },
  })
  return { ...served, traces }
}

describe('the trace of a request', () => {
  test('is one of its own, from the request to the answer, with what its handler did', async () => {
    const fetching = [
      { call: 'lcod://contract/core/http/request@1', in: { url: 'http://up.test/' }, out: { status: 'status' } },
    ]
    const host = createMemoryHost({ http: [{ url: 'http://up.test/', status: 202 }] })
    const { ask, traces } = await serveObserved({ fetch: { type: 'compose', compose: fetching } }, { host })
    const headers = [
      ['traceparent', traceparent],
      ['Authorization', 'Bearer s3cret'],
    ] as const
    await Promise.all([ask('/app/fetch?a=1', { headers }), ask('/app/fetch')])
    expect(traces).toMatchObject([
      { request: { method: 'GET', path: '/app/fetch', traceContext: { traceparent } }, ended: 1 },
      { request: { method: 'GET', path: '/app/fetch' }, ended: 1 },
    ])
    const [first, second] = traces.map(({ events }) => events)
    expect(first?.map(({ seq }) => seq)).toEqual(first?.map((_, at) => at))
    expect(first?.[0]).toMatchObject({
      type: 'run',
      phase: 'start',
      path: '',
      request: { method: 'GET', path: '/app/fetch' },
      input: { value: { url: '/app/fetch?a=1', query: { a: '1' }, headers: { traceparent, authorization: '…' } } },
    })
    expect(first?.filter(({ type }) => type === 'step')).toMatchObject([{ phase: 'start' }, { phase: 'end' }])
    expect(first?.at(-1)).toMatchObject({ type: 'run', phase: 'end', status: 202 })
    const ids = [first, second].map((events) => (events?.[0]?.type === 'run' ? events[0] : undefined))
    expect(new Set(ids.map((event) => (event?.phase === 'start' ? event.request?.id : ''))).size).toBe(2)
    const sent = host.http.requests.map(({ headers }) => Object.fromEntries(headers)['traceparent'])
    const carried = parseTraceContext({ traceparent: sent[0] ?? '' })
    expect(carried).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c' })
    expect(carried?.spanId).not.toBe('b7ad6b7169203331')
    expect(sent[1]).toBeUndefined()
  })

  test('tells requests that get to no handler, and handlers that fail', async () => {
    const fail = native('fail', () => {
      throw new Error('broken')
    })
    const { ask, traces } = await serveObserved({ fail: component('lcod://test/fail@1') }, { natives: [fail] })
    await ask('/app/none')
    await ask('/app/fail')
    const [missed, failed] = traces.map(({ events }) => events)
    expect(missed).toMatchObject([
      { phase: 'start', request: { path: '/app/none' } },
      { phase: 'end', status: 404, output: { value: { body: { error: 'Not found' } } } },
    ])
    expect(failed?.at(-1)).toMatchObject({ phase: 'error', status: 500, error: { message: 'broken' } })
  })

  test('the log of a request names its run and its trace, and not its query', async () => {
    const { ask, host } = await serve(
      { a: component('lcod://impl/set@1', { body: 'four' }) },
      { kernel: { logLevels: { 'kernel.http_host': 'info' } } },
    )
    await ask('/app/a?secret=1', { headers: [['traceparent', traceparent]] })
    const data = { method: 'GET', path: '/app/a', status: 200, bytes: 4, traceId: '0af7651916cd43dd8448eb211c80319c' }
    const [entry] = host.logs
    expect(entry).toMatchObject({
      message: 'GET /app/a 200',
      data: { ...data, run: expect.stringMatching(/^\w{32}$/) },
    })
    expect(JSON.stringify(entry)).not.toContain('secret')
  })
})

describe('incoming()', () => {
  const request = (headers: ReadonlyArray<readonly [string, string]>) =>
    incoming({
      method: 'GET',
      target: '/a?b',
      headers,
      body: (async function* () {})(),
      signal: new AbortController().signal,
    })

  test('joins the lines of a trace state', () => {
    const state = [['tracestate', 'a=1'] as const, ['TraceState', 'b=2'] as const]
    expect(request([['Traceparent', traceparent], ...state]).traceContext).toEqual({
      traceparent,
      tracestate: 'a=1,b=2',
    })
  })

  test.each([[[]], [['mine']], [[traceparent, traceparent]]])('goes on as if there was none for %j', (lines) => {
    expect(request(lines.map((line) => ['traceparent', line]))).toEqual({ method: 'GET', path: '/a' })
  })
})
