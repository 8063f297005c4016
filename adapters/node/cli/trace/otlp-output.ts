import { randomBytes } from 'node:crypto'
import { otlpTrace } from '../../../../core/trace/formats/otlp-trace.ts'
import type { TraceFormat } from '../../../../core/trace/formats/trace-format.ts'
import { parseTraceContext, type TraceContext } from '../../../../core/trace/trace-context.ts'

/** Sampled: what a trace that begins here asks of those who carry it on. */
const SAMPLED = '01'

/** Spans of a run: in the trace that it was started in, or in one of its own; and the context for its requests. */
export function openOtlp(from: TraceContext | undefined): {
  readonly format: TraceFormat
  readonly context: TraceContext
} {
  const parent = parseTraceContext(from)
  const traceId = parent?.traceId ?? newId(16)
  const spanId = newId(8)
  const format = otlpTrace({
    traceId,
    spanId,
    ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
    newSpanId: () => newId(8),
    now: Date.now,
    ...(process.env['OTEL_SERVICE_NAME'] ? { service: process.env['OTEL_SERVICE_NAME'] } : {}),
  })
  const traceparent = `00-${traceId}-${spanId}-${parent?.flags ?? SAMPLED}`
  return { format, context: { traceparent, ...(parent?.tracestate ? { tracestate: parent.tracestate } : {}) } }
}

function newId(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
