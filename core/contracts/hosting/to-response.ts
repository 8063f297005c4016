import { base64ToBytes } from '../../bytes/base64.ts'
import { KernelError } from '../../errors/kernel-error.ts'
import type { ServerResponse } from '../../host/listen.ts'
import { type Dict, describeKind, describeValue, isAbsent, isDict, own } from '../../values.ts'
import { HTTP_TOKEN } from './api-route.ts'

const JSON_TYPE = 'application/json'
const TEXT_TYPE = 'text/plain; charset=utf-8'
const BINARY_TYPE = 'application/octet-stream'

/** What a header value may hold: no line breaks, no other control characters, nothing beyond Latin-1. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** Headers that frame a message or its connection: they are the driver's, and a wrong one would split the answer. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

type Line = readonly [name: string, value: string]

/**
 * The HTTP response that a handler's result means: `status` (200), `headers`, and `body` or `rawBody` (base64).
 *
 * Text is sent as it is, objects and lists as JSON, null not at all; a content type is added unless the handler gave one.
 * A result with `success: false` and no `status`, as failed scripts give it, is a 500 with its first message.
 *
 * @throws {KernelError} `http_response_invalid` when the result is no object, or a status, header or body is impossible.
 * Spec: engine.md 9.7.
 */
export function toResponse(result: unknown): ServerResponse {
  if (isAbsent(result)) return { status: 200, headers: [], body: new Uint8Array(0) }
  if (!isDict(result))
    throw invalid(`A handler must give an object such as { status, body }, found ${describeKind(result)}`)
  const { status, success, messages } = result
  if (success === false && isAbsent(status)) {
    const [message] = Array.isArray(messages) ? messages : []
    return errorResponse(500, typeof message === 'string' ? message : 'Handler failed')
  }
  const { type, bytes } = readBody(result)
  const headers = readHeaders(own(result, 'headers'))
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    status: readStatus(status),
    headers: hasType || type === undefined ? headers : [...headers, ['content-type', type]],
    body: bytes,
  }
}

/** An answer of the host itself: `{ "error": message }`. */
export function errorResponse(status: number, message: string, headers: readonly Line[] = []): ServerResponse {
  return {
    status,
    headers: [...headers, ['content-type', JSON_TYPE]],
    body: encode(JSON.stringify({ error: message })),
  }
}

function readStatus(status: unknown): number {
  if (isAbsent(status)) return 200
  // 1xx announces an answer and cannot be one.
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status
  throw invalid(`status must be a whole number from 200 to 599, found ${describeValue(status)}`)
}

function readBody(result: Dict): { readonly type: string | undefined; readonly bytes: Uint8Array } {
  const raw = own(result, 'rawBody')
  if (typeof raw === 'string') {
    const bytes = base64ToBytes(raw)
    if (bytes === null) throw invalid('rawBody must be base64')
    return { type: BINARY_TYPE, bytes }
  }
  const body = own(result, 'body')
  if (isAbsent(body)) return { type: undefined, bytes: new Uint8Array(0) }
  if (body instanceof Uint8Array) return { type: BINARY_TYPE, bytes: body }
  if (typeof body === 'string') return { type: TEXT_TYPE, bytes: encode(body) }
  return { type: JSON_TYPE, bytes: encode(jsonText(body)) }
}

function jsonText(body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch (cause) {
    throw new KernelError('http_response_invalid', 'body cannot be written as JSON', { cause })
  }
}

function readHeaders(headers: unknown): Line[] {
  if (isAbsent(headers)) return []
  if (!isDict(headers)) throw invalid(`headers must be an object, found ${describeKind(headers)}`)
  return Object.entries(headers)
    .filter(([name]) => !FRAMING.has(name.toLowerCase()))
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).flatMap((one) => headerLine(name, one)))
}

function headerLine(name: string, value: unknown): readonly Line[] {
  if (isAbsent(value)) return []
  if (!HTTP_TOKEN.test(name)) throw invalid(`${JSON.stringify(name)} is no name of a header`)
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined
  if (text === undefined || !HEADER_VALUE.test(text)) {
    throw invalid(`The header "${name}" must be text on one line, found ${describeKind(value)}`)
  }
  return [[name.toLowerCase(), text]]
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function invalid(message: string): KernelError {
  return new KernelError('http_response_invalid', message)
}
