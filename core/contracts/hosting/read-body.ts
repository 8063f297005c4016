import { bytesToBase64 } from '../../bytes/base64.ts'
import { concatBytes } from '../../bytes/concat-bytes.ts'
import { type Dict, own } from '../../values.ts'
import { decodeJson } from '../core/json/decode-json.ts'
import { RequestRefused } from './request-refused.ts'

/** `body` and `rawBody` of the request object; both null without a body. */
export interface RequestBody {
  /** The value of a JSON body, else text. */
  readonly body: unknown
  /** Base64. */
  readonly rawBody: string | null
}

export interface ReadBodyOptions {
  readonly headers: Dict
  /** Bytes that are taken at most. */
  readonly maxBytes: number
  /** JSON bodies are parsed. */
  readonly parseJson: boolean
}

/**
 * Reads the body of a request, at most `maxBytes` of it.
 *
 * @throws {RequestRefused} 413 when it is larger, 415 when it is compressed, 400 for broken JSON and for one cut off.
 * Spec: engine.md 9.5.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  { headers, maxBytes, parseJson }: ReadBodyOptions,
): Promise<RequestBody> {
  const encoding = own(headers, 'content-encoding')
  if (encoding !== undefined && encoding !== 'identity') throw new RequestRefused(415, 'Content-Encoding not supported')
  const declared = Number(own(headers, 'content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(maxBytes)
  const bytes = await readAtMost(body, maxBytes)
  if (bytes.length === 0) return { body: null, rawBody: null }
  const contentType = own(headers, 'content-type')
  const type = typeof contentType === 'string' ? contentType : ''
  const value = parseJson && isJson(type) ? parsed(bytes) : textOf(bytes, type)
  return { body: value, rawBody: bytesToBase64(bytes) }
}

async function readAtMost(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    // Whatever else ends a body early is the client's doing, and no failure here.
    throw error instanceof RequestRefused ? error : new RequestRefused(400, 'Body cut off')
  }
  return concatBytes(chunks)
}

function tooLarge(maxBytes: number): RequestRefused {
  return new RequestRefused(413, `Body larger than ${maxBytes} bytes`)
}

/** `application/json` and everything with the suffix `+json`. */
function isJson(contentType: string): boolean {
  const [mediaType = ''] = contentType.toLowerCase().split(';')
  return /^(application\/json|[^/\s]+\/[^/\s]+\+json)$/.test(mediaType.trim())
}

function parsed(bytes: Uint8Array): unknown {
  const text = utf8(bytes)
  const decoded = text === undefined ? undefined : decodeJson(text)
  if (decoded?.ok !== true) throw new RequestRefused(400, 'Invalid JSON body')
  return decoded.value
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Text in the charset that the content type names, UTF-8 when it names none that is known. */
function textOf(bytes: Uint8Array, contentType: string): string {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
