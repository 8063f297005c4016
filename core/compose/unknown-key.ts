import { nearestName } from './nearest-name.ts'
import { joinPointer } from './pointer.ts'
import type { Finding } from './report.ts'

/** The warning for a key that has no meaning in `place`, with the known key that is nearest. */
export function unknownKey(key: string, pointer: string, place: string, known: Iterable<string>): Finding {
  const near = nearestName(key, known)
  return {
    code: 'unknown_key',
    severity: 'warning',
    message: `"${key}" means nothing in ${place} and is ignored`,
    pointer: joinPointer(pointer, key),
    part: 'key',
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  }
}
