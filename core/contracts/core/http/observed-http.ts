import { urlWithoutSecrets } from '../../../errors/http-error.ts'
import { normaliseError } from '../../../errors/normalise-error.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../../../host/http.ts'
import type { Call } from '../../../run/call.ts'
import { childContext } from '../../../trace/trace-context.ts'

/**
 * The HTTP port as a call uses it: every exchange, each hop of a redirect too, is an `http` event of the trace, and carries
 * the W3C trace of the run on, unless the request names one itself.
 *
 * @returns `http` itself when nobody observes and the run belongs to no trace.
 */
export function observedHttp(call: Call, http: HttpPort): HttpPort {
  const { report, traceParent } = call
  if (report === undefined && traceParent === undefined) return http
  return {
    async send(request) {
      const { sent, spanId } = withTrace(call, request)
      const event = {
        type: 'http',
        method: request.method,
        url: urlWithoutSecrets(request.url),
        ...(spanId === undefined ? {} : { spanId }),
      } as const
      let response: HttpResponse
      try {
        response = await http.send(sent)
      } catch (thrown) {
        report?.({ ...event, error: normaliseError(thrown).code })
        throw thrown
      }
      report?.({ ...event, status: response.status })
      return response
    },
  }
}

function withTrace(call: Call, request: HttpRequest): { sent: HttpRequest; spanId?: string } {
  const { traceParent } = call
  const isNamed = request.headers.some(([name]) => name.toLowerCase() === 'traceparent')
  if (traceParent === undefined || isNamed) return { sent: request }
  const { traceparent, tracestate, spanId } = childContext(traceParent, call.host.random)
  const state = tracestate === undefined ? [] : [['tracestate', tracestate] as const]
  return { sent: { ...request, headers: [...request.headers, ['traceparent', traceparent], ...state] }, spanId }
}
