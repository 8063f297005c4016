import { base64ToBytes } from '../../../bytes/base64.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { HttpRequest } from '../../../host/http.ts'
import { type Dict, isAbsent, isDict } from '../../../values.ts'

/** The members of the contract's input that say what is sent. */
export interface RequestInput {
  readonly url: string
  readonly method?: string
  readonly headers?: Dict
  readonly query?: Dict
  readonly body?: unknown
  readonly bodyEncoding?: 'none' | 'json' | 'base64' | 'form'
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'])
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/

/**
 * The exchange that an input asks for: method in upper case, query appended, body encoded.
 *
 * @throws {KernelError} `http_invalid_request`.
 * Spec: contracts.md 1.9.
 */
export function buildRequest(input: RequestInput): HttpRequest {
  const method = (input.method ?? 'GET').toUpperCase()
  if (!METHODS.has(method)) throw invalid(`method must be one of ${[...METHODS].join(', ')}, found "${method}"`)
  const headers = headerLines(input.headers ?? {})
  const { body, contentType } = encodeBody(input)
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) throw invalid(`${method} cannot have a body`)
  if (contentType !== undefined && !headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    headers.push(['content-type', contentType])
  }
  return { url: urlWithQuery(input.url, input.query ?? {}), method, headers, ...(body === undefined ? {} : { body }) }
}

function urlWithQuery(text: string, query: Dict): string {
  if (!URL.canParse(text)) throw invalid(`url must be absolute, found "${text}"`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw invalid(`url must begin with http: or https:, found "${url.protocol}"`)
  }
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!isAbsent(item)) url.searchParams.append(name, scalarText(item, `query.${name}`))
    }
  }
  return url.href
}

/** Array values become one line each: joining them is only right for some names. */
function headerLines(headers: Dict): Array<readonly [string, string]> {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!HEADER_NAME.test(name)) throw invalid(`"${name}" is not a header name`)
    const values = Array.isArray(value) ? value : [value]
    return values.filter((item) => !isAbsent(item)).map((item) => [name, headerValue(name, item)] as const)
  })
}

function headerValue(name: string, value: unknown): string {
  const text = scalarText(value, `headers.${name}`)
  if (hasControlCharacter(text)) throw invalid(`headers.${name} must not contain control characters`)
  return text
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code < 32 && code !== 9) || code === 127) return true
  }
  return false
}

function encodeBody({ body, bodyEncoding = 'none' }: RequestInput): { body?: Uint8Array; contentType?: string } {
  if (isAbsent(body)) return {}
  switch (bodyEncoding) {
    case 'json':
      return { body: utf8(jsonText(body)), contentType: 'application/json' }
    case 'form':
      return { body: utf8(formText(body)), contentType: 'application/x-www-form-urlencoded;charset=UTF-8' }
    case 'base64': {
      const bytes = typeof body === 'string' ? base64ToBytes(body) : null
      if (bytes === null) throw invalid('body must be base64 text')
      return { body: bytes }
    }
    case 'none':
      return { body: utf8(typeof body === 'string' ? body : JSON.stringify(body)) }
  }
}

/** A text that is JSON already is sent as it is: encoding it again would make a string of it. */
function jsonText(body: unknown): string {
  if (typeof body === 'string') {
    try {
      JSON.parse(body)
      return body
    } catch {
      // Not JSON: it is the value itself.
    }
  }
  return JSON.stringify(body)
}

function formText(body: unknown): string {
  if (!isDict(body)) throw invalid('body must be an object to be sent as a form')
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!isAbsent(item)) form.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item))
    }
  }
  return form.toString()
}

function scalarText(value: unknown, place: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw invalid(`${place} must be a string, a number or a list of them`)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function invalid(why: string): KernelError {
  return new KernelError('http_invalid_request', why)
}
