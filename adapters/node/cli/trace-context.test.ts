import { expect, it } from 'vitest'
import { traceContextFrom } from './trace-context.ts'

it('traceContextFrom() takes the trace of the caller', () => {
  expect(traceContextFrom({})).toEqual({})
  expect(traceContextFrom({ TRACESTATE: 'a=1' })).toEqual({})
  expect(traceContextFrom({ TRACEPARENT: 'p', TRACESTATE: 'a=1' })).toEqual({
    traceContext: { traceparent: 'p', tracestate: 'a=1' },
  })
  expect(traceContextFrom({ TRACEPARENT: 'p' })).toEqual({ traceContext: { traceparent: 'p' } })
})
