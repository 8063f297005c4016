import { describe, expect, it } from 'vitest'
import { childContext, parseTraceContext } from './trace-context.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

describe('parseTraceContext()', () => {
  it('takes a context apart', () => {
    expect(parseTraceContext({ traceparent, tracestate: 'a=1' })).toEqual({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      flags: '01',
      tracestate: 'a=1',
    })
  })

  it('reads a later version as far as it is known', () => {
    expect(parseTraceContext({ traceparent: `${traceparent.replace('00', '01')}-more` })?.flags).toBe('01')
  })

  it.each([
    '',
    'x',
    `${traceparent}-more`,
    traceparent.toUpperCase(),
    traceparent.replace(/^00/, 'ff'),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
  ])('ignores %j', (text) => {
    expect(parseTraceContext({ traceparent: text })).toBeUndefined()
  })

  it('drops a state that would forge a header', () => {
    expect(parseTraceContext({ traceparent, tracestate: 'a=1\r\nx: y' })).not.toHaveProperty('tracestate')
    expect(parseTraceContext({ traceparent, tracestate: 'a'.repeat(513) })).not.toHaveProperty('tracestate')
    expect(parseTraceContext(undefined)).toBeUndefined()
  })
})

describe('childContext()', () => {
  it('keeps the trace and makes a span', () => {
    const random = { bytes: (length: number) => new Uint8Array(length).fill(0xab) }
    const parent = parseTraceContext({ traceparent, tracestate: 'a=1' })!
    expect(childContext(parent, random)).toEqual({
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-abababababababab-01',
      spanId: 'abababababababab',
      tracestate: 'a=1',
    })
  })
})
