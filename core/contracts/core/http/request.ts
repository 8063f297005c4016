import { bytesToBase64 } from '../../../bytes/base64.ts'
import { collectBytes } from '../../../bytes/collect-bytes.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { HttpResponse } from '../../../host/http.ts'
import { requirePort } from '../../../host/require-port.ts'
import type { Call } from '../../../run/call.ts'
import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { buildRequest, type RequestInput } from './build-request.ts'
import { authorization, withAuthorization } from './credentials.ts'
import { exchange, withDeadline } from './exchange.ts'
import { observedHttp } from './observed-http.ts'

const ID = 'lcod://contract/core/http/request@1'

interface Input extends RequestInput {
  readonly auth?: Dict
  readonly timeoutMs?: number
  readonly followRedirects: boolean
  readonly responseMode: 'buffer' | 'stream'
  readonly maxBytes: number
}

/** A buffered body beyond this is refused unless the compose asks for more. */
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024

/**
 * One HTTP request. Any status is a result; only a request that gets no answer fails.
 *
 * A buffered body is text for JSON, XML and `text/*`, else base64. In stream mode the body is pulled as it is read;
 * `timeoutMs` then covers the time until the headers have arrived.
 *
 * @throws {KernelError} `ENOTFOUND`, `ECONNREFUSED`, `ECONNRESET`, `ERR_TLS`, `ETIMEDOUT`, `HTTP_REQUEST_FAILED`,
 *   `http_invalid_request`, `http_invalid_redirect`, `http_too_many_redirects`, `http_body_too_large`,
 *   `http_credentials_missing`, `permission_denied`.
 * Spec: contracts.md 1.9.
 */
export const httpRequest = defineContract<Input>({
  id: ID,
  aliases: ['lcod://axiom/http/request@1'],
  summary: 'Send an HTTP request',
  needs: ['http'],
  input: {
    type: 'object',
    required: ['url'],
    properties: {
      url: { type: 'string', minLength: 1, description: 'Absolute http or https URL' },
      method: {
        type: 'string',
        default: 'GET',
        description: 'GET POST PUT PATCH DELETE HEAD OPTIONS TRACE, in any case',
      },
      headers: { type: 'object', description: 'Name → value or list of values' },
      query: { type: 'object', description: 'Added to the query of the URL; lists repeat the key, null is skipped' },
      body: { description: 'What is sent' },
      bodyEncoding: {
        enum: ['none', 'json', 'base64', 'form'],
        default: 'none',
        description: 'How body becomes bytes',
      },
      auth: { type: 'object', description: 'type bearer or basic, secret (name of a granted variable), username' },
      timeoutMs: { type: 'integer', minimum: 0, description: 'Give up after this many ms; 0 or absent for never' },
      followRedirects: { type: 'boolean', default: true, description: 'Go where 3xx answers point' },
      expectStreaming: { type: 'boolean', description: 'Has no effect' },
      responseMode: { enum: ['buffer', 'stream'], default: 'buffer', description: 'Body as a value or as a stream' },
      maxBytes: { type: 'integer', minimum: 0, default: DEFAULT_MAX_BYTES, description: 'Largest body to buffer' },
    },
  },
  output: {
    type: 'object',
    properties: {
      status: { type: 'integer' },
      statusText: { type: 'string' },
      headers: { type: 'object', description: 'Lower-case name → list of values' },
      body: { type: ['string', 'null'] },
      bodyEncoding: { enum: ['utf-8', 'base64'] },
      stream: { type: 'object', description: 'Handle, in stream mode' },
      redirects: { type: 'array', description: 'URLs that redirected' },
      timings: { type: 'object', description: 'start and end (ISO-8601), durationMs' },
    },
  },
  async run(input, call) {
    const { clock, env } = call.host
    const http = observedHttp(call, requirePort(call.host, 'http', ID))
    const request = withAuthorization(buildRequest(input), authorization(input.auth, env))
    const started = clock.now()
    const begin = clock.monotonic()
    return withDeadline(call, input.timeoutMs, request.url, async (signal) => {
      const { response, redirects } = await exchange({ ...request, signal }, http, input.followRedirects)
      const payload =
        input.responseMode === 'stream'
          ? asStream(response, call)
          : await asBuffer(response, request.method, input.maxBytes)
      const durationMs = clock.monotonic() - begin
      return {
        status: response.status,
        statusText: response.statusText,
        headers: headerTable(response),
        ...payload,
        redirects,
        timings: {
          start: new Date(started).toISOString(),
          end: new Date(started + durationMs).toISOString(),
          durationMs,
        },
      }
    })
  },
})

/** Lower-case names with all of their values; `__proto__` is a name like any other. */
export function headerTable(response: Pick<HttpResponse, 'headers'>): Record<string, string[]> {
  const table = new Map<string, string[]>()
  for (const [name, value] of response.headers) {
    const values = table.get(name)
    if (values === undefined) table.set(name, [value])
    else values.push(value)
  }
  return Object.fromEntries(table)
}

function asStream(response: HttpResponse, call: Call): Dict {
  const mediaType = contentType(response)
  return {
    stream: call.streams.open(response.body, { encoding: 'binary', ...(mediaType === '' ? {} : { mediaType }) }),
  }
}

async function asBuffer(response: HttpResponse, method: string, maxBytes: number): Promise<Dict> {
  const bytes = await collectBytes(response.body, (total) => {
    if (total <= maxBytes) return
    throw new KernelError('http_body_too_large', `The body is larger than ${maxBytes} bytes`, { data: { maxBytes } })
  })
  if (bytes.length === 0 && (method === 'HEAD' || response.status === 204 || response.status === 304)) {
    return { body: null, bodyEncoding: 'utf-8' }
  }
  return isText(contentType(response))
    ? { body: new TextDecoder().decode(bytes), bodyEncoding: 'utf-8' }
    : { body: bytesToBase64(bytes), bodyEncoding: 'base64' }
}

function contentType(response: HttpResponse): string {
  const value = response.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  return (value.split(';')[0] ?? '').trim().toLowerCase()
}

function isText(type: string): boolean {
  return (
    type.startsWith('text/') ||
    type.endsWith('+json') ||
    type.endsWith('+xml') ||
    type === 'application/json' ||
    type === 'application/xml' ||
    type === 'application/javascript'
  )
}
