import type { KernelError } from '../../errors/kernel-error.ts'
import type { ServerRequest, ServerResponse } from '../../host/listen.ts'
import type { IncomingRequest } from '../../kernel-api.ts'
import type { OperatorCall } from '../../run/call.ts'
import { parseTraceContext } from '../../trace/trace-context.ts'
import { type Dict, isDict } from '../../values.ts'
import { readHeaders, readTarget } from './read-request.ts'

/** Headers that let somebody in: a trace shows that they were there, and no more. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key'])

/** What is known of a request before its body, with the W3C trace that its client names. */
export function incoming({ method, target, headers }: ServerRequest): IncomingRequest {
  const { traceparent, tracestate } = readHeaders(headers)
  const path = readTarget(target)?.path ?? target
  // Several lines of `tracestate` are one list; several of `traceparent` are none.
  const state = Array.isArray(tracestate) ? tracestate.join(',') : tracestate
  if (typeof traceparent !== 'string') return { method, path }
  const traceContext = { traceparent, ...(typeof state === 'string' ? { tracestate: state } : {}) }
  return parseTraceContext(traceContext) === undefined ? { method, path } : { method, path, traceContext }
}

/** Tells whoever observes the run of a request what it is about to answer. */
export function reportBegin(request: Dict, { runReport, runId: id }: OperatorCall): void {
  if (runReport === undefined) return
  const { method, path, url, query, headers, body } = request
  const shown = { method, url, query, headers: isDict(headers) ? withoutCredentials(headers) : {}, body }
  runReport.begin(shown, { id, method: String(method), path: String(path) })
}

function withoutCredentials(headers: Dict): Dict {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, CREDENTIALS.has(name) ? '…' : value] as const),
  )
}

interface Answered {
  readonly response: ServerResponse
  /** What made the handler fail. */
  readonly problem: KernelError | undefined
  readonly call: OperatorCall
}

/** Tells whoever observes the run of a request how it was answered, also when it never got to a handler. */
export function reportEnd(request: ServerRequest, { response, problem, call }: Answered): void {
  const { runReport } = call
  if (runReport === undefined) return
  const { method, path } = incoming(request)
  reportBegin({ method, path, url: request.target, query: {}, headers: readHeaders(request.headers), body: null }, call)
  runReport.answers(response.status)
  const headers = readHeaders(response.headers)
  if (problem === undefined) runReport.end({ status: response.status, headers, body: shownBody(response, headers) })
  else runReport.fail(problem)
}

/** Text as it is, other bodies as their size. */
function shownBody({ body }: ServerResponse, headers: Dict): unknown {
  if (body.length === 0) return null
  const type = String(headers['content-type'] ?? '')
  if (!/json|^text\//.test(type)) return { bytes: body.length }
  const text = new TextDecoder().decode(body)
  if (!type.startsWith('application/json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The line of a request in the log: without its query, which may hold secrets. */
export function logEntry(
  request: ServerRequest,
  { response, problem, ms, call }: Answered & { readonly ms: number },
): { readonly message: string; readonly data: Dict } {
  const { method, path } = incoming(request)
  const { status, body } = response
  return {
    message: `${method} ${path} ${status}`,
    data: {
      method,
      path,
      status,
      ms,
      bytes: body.length,
      run: call.runId,
      ...(request.client === undefined ? {} : { client: request.client }),
      ...(call.traceParent === undefined ? {} : { traceId: call.traceParent.traceId }),
      ...(problem === undefined ? {} : { error: problem.toJSON() }),
    },
  }
}
