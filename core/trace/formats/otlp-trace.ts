import type { ErrorShape } from '../../errors/kernel-error.ts'
import type { TraceEvent } from '../events.ts'
import { OpenSteps } from './open-steps.ts'
import { type OtlpAttribute, type OtlpSpan, otlpAttributes, SPAN_KIND, STATUS_ERROR } from './otlp-span.ts'
import { shortId } from './place-text.ts'
import { previewText, runName, type TraceFormat } from './trace-format.ts'

export interface OtlpTraceOptions {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** Span of the run, 16 hexadecimal digits. */
  readonly spanId: string
  /** Span that called the run, 16 hexadecimal digits; absent when the trace begins with it. */
  readonly parentSpanId?: string
  /** A span id that was not given before, 16 hexadecimal digits. */
  readonly newSpanId: () => string
  /** Milliseconds since 1970, asked once: at the first event. */
  readonly now: () => number
  /** The `service.name` that collectors group by. Default `lcod`. */
  readonly service?: string
}

interface OpenSpan {
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  kind: number
  readonly start: number
  readonly attributes: OtlpAttribute[]
  readonly events: OtlpSpan['events']
  /** When the last request of the step ended: the next one began after it. */
  lastRequest: number
}

const PREVIEW_LENGTH = 200

/**
 * OpenTelemetry spans, as the JSON of OTLP's `ExportTraceServiceRequest`: a span for the run, for each step and for each
 * HTTP request; logs and repeated attempts are events of their step's span, errors its status.
 *
 * Spec: none, ours; OpenTelemetry protocol 1.x, JSON encoding: ids in hexadecimal, 64-bit integers as text.
 */
export function otlpTrace(options: OtlpTraceOptions): TraceFormat {
  const open = new OpenSteps<OpenSpan>()
  let run: OpenSpan | undefined
  let epoch: number | undefined
  let last = 0
  let count = 0

  const nanos = (t: number) => String(BigInt(Math.round((epoch ?? 0) * 1e3)) * 1000n + BigInt(Math.round(t * 1e6)))
  const emit = (span: OtlpSpan) => `${count++ === 0 ? '' : ','}\n${JSON.stringify(span)}`
  const around = (event: TraceEvent) => open.at(event) ?? run

  function begin(event: TraceEvent, name: string, ids: Pick<OpenSpan, 'spanId' | 'parentSpanId'>): OpenSpan {
    const { t: start, path, iteration } = event
    const place = otlpAttributes({ 'lcod.path': path, 'lcod.iteration': iteration.length > 0 ? iteration : undefined })
    return { ...ids, name, kind: SPAN_KIND.internal, start, attributes: place, events: [], lastRequest: start }
  }

  function finish(
    span: OpenSpan,
    t: number,
    end: { readonly error?: ErrorShape; readonly more?: object } = {},
  ): string {
    const { error, more = {} } = end
    if (error !== undefined) {
      const exception = { 'exception.type': error.code, 'exception.message': error.message }
      span.events.push({ name: 'exception', timeUnixNano: nanos(t), attributes: otlpAttributes(exception) })
    }
    return emit({
      traceId: options.traceId,
      spanId: span.spanId,
      ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
      name: span.name,
      kind: span.kind,
      startTimeUnixNano: nanos(span.start),
      endTimeUnixNano: nanos(t),
      attributes: [...span.attributes, ...otlpAttributes(more)],
      events: span.events,
      status: error === undefined ? {} : { code: STATUS_ERROR, message: error.message },
    })
  }

  function runEvent(event: TraceEvent & { type: 'run' }): string {
    if (event.phase === 'start') {
      const { spanId, parentSpanId } = options
      const { request } = event
      run = begin(event, request === undefined ? 'lcod run' : runName(event), { spanId, parentSpanId })
      if (request !== undefined) {
        run.kind = SPAN_KIND.server
        const { method, path, id } = request
        run.attributes.push(...otlpAttributes({ 'http.request.method': method, 'url.path': path, 'lcod.run': id }))
      }
      run.attributes.push(
        ...otlpAttributes({ 'lcod.plan': event.plan, 'lcod.input': previewText(event.input, PREVIEW_LENGTH) }),
      )
      return ''
    }
    if (run === undefined) return ''
    const span = run
    run = undefined
    span.attributes.push(...otlpAttributes({ 'http.response.status_code': event.status }))
    const text = unfinished(event.t)
    return text + (event.phase === 'error' ? finish(span, event.t, event) : finish(span, event.t, output(event)))
  }

  function stepEvent(event: TraceEvent & { type: 'step' }): string {
    if (event.phase === 'start') {
      const parentSpanId = (open.around(event) ?? run)?.spanId
      const span = begin(event, shortId(event.call), { spanId: options.newSpanId(), parentSpanId })
      span.attributes.push(
        ...otlpAttributes({ 'lcod.call': event.call, 'lcod.input': previewText(event.input, PREVIEW_LENGTH) }),
      )
      open.open(event, span)
      return ''
    }
    const span = open.close(event)
    if (span === undefined) return ''
    if (event.phase === 'error') return finish(span, event.t, event)
    if (event.phase === 'signal') return finish(span, event.t, { more: { 'lcod.signal': event.signal } })
    return finish(span, event.t, output(event))
  }

  function requestEvent(event: TraceEvent & { type: 'http' }): string {
    const step = around(event)
    const start = step?.lastRequest ?? event.t
    if (step !== undefined) step.lastRequest = event.t
    const failed = event.error !== undefined || (event.status ?? 0) >= 400
    return emit({
      traceId: options.traceId,
      // The id that the request carried, so that what it led to hangs below it.
      spanId: event.spanId ?? options.newSpanId(),
      ...(step === undefined ? {} : { parentSpanId: step.spanId }),
      name: event.method,
      kind: SPAN_KIND.client,
      startTimeUnixNano: nanos(start),
      endTimeUnixNano: nanos(event.t),
      attributes: otlpAttributes({
        'http.request.method': event.method,
        'url.full': event.url,
        'http.response.status_code': event.status,
        'error.type': event.error,
      }),
      events: [],
      status: failed ? { code: STATUS_ERROR, message: event.error ?? `HTTP ${event.status}` } : {},
    })
  }

  function note(span: OpenSpan | undefined, { t }: TraceEvent, name: string, values: object): string {
    span?.events.push({ name, timeUnixNano: nanos(t), attributes: otlpAttributes(values) })
    return ''
  }

  function unfinished(t: number): string {
    let text = ''
    for (const span of open.values()) text += finish(span, t, { more: { 'lcod.unfinished': true } })
    return text
  }

  function body(event: TraceEvent): string {
    switch (event.type) {
      case 'run':
        return runEvent(event)
      case 'step':
        return stepEvent(event)
      case 'http':
        return requestEvent(event)
      case 'log':
        return note(open.latest() ?? run, event, event.entry.message, {
          'log.level': event.entry.level,
          ...event.entry.tags,
        })
      case 'retry': {
        const { attempt, error } = event
        return note(around(event), event, 'retry', {
          'lcod.attempt': attempt,
          'error.type': error.code,
          'error.message': error.message,
        })
      }
      case 'slot':
      case 'scope':
      case 'script':
      case 'progress':
      case 'stream':
      case 'summary':
        return ''
    }
  }

  return {
    write(event) {
      last = event.t
      if (epoch !== undefined) return body(event)
      epoch = options.now() - event.t
      return header(options.service ?? 'lcod') + body(event)
    },
    flush: () => '',
    end() {
      if (epoch === undefined) return `${header(options.service ?? 'lcod')}${FOOTER}`
      const text = unfinished(last)
      return `${text}${run === undefined ? '' : finish(run, last, { more: { 'lcod.unfinished': true } })}${FOOTER}`
    },
  }
}

function output(event: TraceEvent & { readonly phase: 'end' } & { readonly type: 'run' | 'step' }): { more: object } {
  return { more: { 'lcod.output': previewText(event.output, PREVIEW_LENGTH) } }
}

/** The document around the spans: one resource, one scope. */
function header(service: string): string {
  const resource = { attributes: otlpAttributes({ 'service.name': service }) }
  return `{"resourceSpans":[{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":{"name":"lcod"},"spans":[`
}

const FOOTER = '\n]}]}]}\n'
