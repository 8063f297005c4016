import { KernelError } from '../../../errors/kernel-error.ts'
import { type Dict, isAbsent } from '../../../values.ts'

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
/** Headers that frame a message or choose its receiver: they follow from URL and body, and a wrong one smuggles. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * One line per value of a table of headers: joining the values of a list is only right for some names. Null is skipped.
 *
 * @throws {KernelError} `http_invalid_request`.
 */
export function headerLines(headers: Dict): Array<readonly [string, string]> {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!HEADER_NAME.test(name)) throw invalid(`"${name}" is not a header name`)
    if (FRAMING.has(name.toLowerCase())) throw invalid(`headers.${name} follows from the request and cannot be set`)
    const values = Array.isArray(value) ? value : [value]
    return values.filter((item) => !isAbsent(item)).map((item) => [name, headerValue(name, item)] as const)
  })
}

function headerValue(name: string, value: unknown): string {
  const text = scalarText(value, `headers.${name}`)
  if (hasControlCharacter(text)) throw invalid(`headers.${name} must not contain control characters`)
  if ([...text].some((character) => character > '\u00ff')) throw invalid(`headers.${name} must be Latin-1 text`)
  return text
}

/** True for text that would end a header line, or that no header may hold. */
export function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code < 32 && code !== 9) || code === 127) return true
  }
  return false
}

/** A scalar as text. */
export function scalarText(value: unknown, place: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw invalid(`${place} must be a string, a number or a list of them`)
}

/** The error of what is no valid request. */
export function invalid(why: string): KernelError {
  return new KernelError('http_invalid_request', why)
}
