import { base64ToBytes } from '../../../bytes/base64.ts'
import { urlWithoutSecrets } from '../../../errors/http-error.ts'
import type { HttpRequest } from '../../../host/http.ts'
import { type Dict, isAbsent, isDict } from '../../../values.ts'
import { encodeJson } from '../json/encode-json.ts'
import { headerLines, invalid, scalarText } from './header-lines.ts'

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

/**
 * The exchange that an input asks for: method in upper case, query appended, body encoded.
 *
 * @throws {KernelError} `http_invalid_request`; `value_too_deep`, `value_too_large` for a body.
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
  if (!URL.canParse(text)) throw invalid(`url must be absolute, found ${urlWithoutSecrets(text)}`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw invalid(`url must begin with http: or https:, found "${url.protocol}"`)
  }
  if (url.username !== '' || url.password !== '') {
    // Not every host can send them, and a URL is shown in too many places to hold them.
    throw invalid('url must not hold a user name or password; use auth')
  }
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!isAbsent(item)) url.searchParams.append(name, scalarText(item, `query.${name}`))
    }
  }
  return url.href
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
      return { body: utf8(typeof body === 'string' ? body : encodeJson(body)) }
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
  return encodeJson(body)
}

function formText(body: unknown): string {
  if (!isDict(body)) throw invalid('body must be an object to be sent as a form')
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!isAbsent(item)) form.append(name, typeof item === 'object' ? encodeJson(item) : String(item))
    }
  }
  return form.toString()
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
