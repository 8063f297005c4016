import { encodeJson } from '../json/encode-json.ts'
import { childOf } from '../object/child.ts'
import { parseToken } from './parse-token.ts'

const BRACES = /\{\{|\}\}|\{([^}]*)\}|\{/g

/**
 * Fills the placeholders of a template.
 *
 * `{{` and `}}` are braces; a lone `}` is itself; a `{` that is never closed leaves the rest of the template as it is.
 * Null is the empty string, objects and arrays are compact JSON.
 *
 * @returns the text, and the placeholders that led to no value, each once, in order.
 * @throws {KernelError} `value_too_deep`, `value_too_large` for a placeholder's value.
 */
export function renderTemplate(template: string, values: unknown, fallback: string) {
  const missing = new Set<string>()
  let text = ''
  let from = 0
  for (const match of template.matchAll(BRACES)) {
    const written = match[0]
    if (written === '{') break
    text += template.slice(from, match.index)
    from = match.index + written.length
    if (match[1] === undefined) {
      text += written[0]
      continue
    }
    const token = match[1].trim()
    const value = lookUp(values, token)
    if (value === undefined) missing.add(token)
    text += value === undefined ? fallback : print(value)
  }
  return { text: text + template.slice(from), missing: [...missing] }
}

function lookUp(values: unknown, token: string): unknown {
  const keys = parseToken(token)
  if (keys === undefined) return undefined
  let value = values
  for (const key of keys) value = childOf(value, key)
  return value
}

function print(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  return typeof value === 'object' ? encodeJson(value) : String(value)
}
