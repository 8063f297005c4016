import { isDict, setOwn } from '../../../../core/values.ts'
import { readNamedJson } from '../read-named-json.ts'
import { UsageError } from '../usage-error.ts'

const HINT = 'Write an object of contract id → implementation id'

/**
 * The values of `--bind`, later ones winning: `CONTRACT=ID`, a JSON object of them, or a file that holds one.
 *
 * @throws {UsageError} for anything else.
 */
export async function readBindingMaps(values: ReadonlyArray<string | true>): Promise<Record<string, string>> {
  const bindings: Record<string, string> = {}
  for (const value of values) {
    if (value === true) continue
    const pair = /^(lcod:\/\/[^=\s]+)=([^=\s]+)$/.exec(value)
    if (pair !== null) {
      setOwn(bindings, pair[1] ?? '', pair[2])
      continue
    }
    const map = await readNamedJson(value, 'the bindings')
    if (!isDict(map)) throw new UsageError('The bindings are not a JSON object', HINT)
    for (const [contract, implementation] of Object.entries(map)) {
      if (typeof implementation !== 'string' || implementation === '') {
        throw new UsageError(`The binding of "${contract}" is not an id`, HINT)
      }
      setOwn(bindings, contract, implementation)
    }
  }
  return bindings
}
