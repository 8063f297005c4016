import { MAX_VALUE_DEPTH } from '../../../value-limits.ts'
import { blankComments } from './blank-comments.ts'
import { type JsonFault, locateJsonError } from './locate-json-error.ts'
import { nestsDeeper } from './nests-deeper.ts'

/** What a text decoded to, or where and why it is not JSON. */
export type Decoded = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & JsonFault)

/** Decodes JSON text; faults are the same on every host, and are returned. */
export function decodeJson(text: string, allowComments = false): Decoded {
  const json = allowComments ? blankComments(text) : text
  if (typeof json !== 'string') return { ok: false, ...json }
  const fault = nestsDeeper(json, MAX_VALUE_DEPTH) ? locateJsonError(json) : undefined
  if (fault !== undefined) return { ok: false, ...fault }
  try {
    return { ok: true, value: JSON.parse(json) }
  } catch (cause) {
    const found = locateJsonError(json)
    if (found === undefined) throw cause
    return { ok: false, ...found }
  }
}
