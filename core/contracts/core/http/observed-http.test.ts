import { describe, expect, it } from 'vitest'
import { createMemoryHost, type MemoryHostOptions } from '../../../../adapters/memory/index.ts'
import { runText } from '../../../testing/run-text.ts'
import type { TraceEvent } from '../../../trace/events.ts'
import type { TraceContext } from '../../../trace/trace-context.ts'

const traceContext = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'a=1' }
const request = (more = '') =>
  `compose: [{ call: lcod://contract/core/http/request@1, in: { url: "http://a.test/x?key=secret"${more} }, out: { r: $ } }]`

interface Observed {
  readonly http: NonNullable<MemoryHostOptions['http']>
  readonly traceContext?: TraceContext
}

async function observe(text: string, { http, traceContext }: Observed) {
  const events: TraceEvent[] = []
  const host = createMemoryHost({ http, seed: 1 })
  const observer = (event: TraceEvent) => {
    if (event.type === 'http') events.push(event)
  }
  await runText(text, { host, observer, ...(traceContext === undefined ? {} : { traceContext }) }).catch(() => {})
  const headers = host.http.requests.map((sent) => Object.fromEntries(sent.headers))
  return { events, headers }
}

describe('observedHttp()', () => {
  it('reports every hop, without the secrets of its URL', async () => {
    const { events, headers } = await observe(request(), {
      http: [
        { url: 'http://a.test/x?key=secret', status: 302, headers: { location: 'http://b.test/y?key=secret' } },
        { url: 'http://b.test/y?key=secret', status: 404 },
      ],
    })
    expect(events).toMatchObject([
      { method: 'GET', url: 'http://a.test/x', status: 302, path: '/compose/0' },
      { method: 'GET', url: 'http://b.test/y', status: 404 },
    ])
    expect(headers[0]).not.toHaveProperty('traceparent')
  })

  it('reports the code of a request without an answer', async () => {
    const { events } = await observe(request(), { http: [{ url: 'http://a.test/x?key=secret', fail: 'ECONNREFUSED' }] })
    expect(events).toMatchObject([{ url: 'http://a.test/x', error: 'ECONNREFUSED' }])
    expect(events[0]).not.toHaveProperty('status')
  })

  it('carries the trace on with a span for each hop', async () => {
    const { events, headers } = await observe(request(), {
      http: [
        { url: 'http://a.test/x?key=secret', status: 302, headers: { location: '/y' } },
        { url: 'http://a.test/y' },
      ],
      traceContext,
    })
    const spans = events.map((event) => (event.type === 'http' ? event.spanId : undefined))
    expect(new Set(spans).size).toBe(2)
    expect(headers.map((sent) => sent['traceparent'])).toEqual(
      spans.map((span) => `00-0af7651916cd43dd8448eb211c80319c-${span}-01`),
    )
    expect(headers[0]).toMatchObject({ tracestate: 'a=1' })
  })

  it('carries the trace on when nobody observes', async () => {
    const host = createMemoryHost({ http: [{ url: 'http://a.test/x?key=secret' }] })
    await runText(request(), { host, traceContext })
    const [sent] = host.http.requests
    expect(Object.fromEntries(sent?.headers ?? [])['traceparent']).toMatch(
      /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/,
    )
  })

  it('leaves a trace that the request names alone', async () => {
    const { headers } = await observe(request(', headers: { TraceParent: mine }'), {
      http: [{ url: 'http://a.test/x?key=secret' }],
      traceContext,
    })
    expect(headers).toEqual([{ TraceParent: 'mine' }])
  })

  it('reports downloads', async () => {
    const text = 'compose: [{ call: lcod://axiom/http/download@1, in: { url: http://a.test/f, path: f } }]'
    const { events } = await observe(text, { http: [{ url: 'http://a.test/f', body: 'x' }] })
    expect(events).toMatchObject([{ method: 'GET', url: 'http://a.test/f', status: 200 }])
  })
})
