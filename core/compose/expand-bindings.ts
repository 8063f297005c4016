import { append } from '../append.ts'
import { type Dict, hasOwn, isDict, own, setOwn } from '../values.ts'
import { type BindingSide, expandSpreads, readCanonicalSpreads, type Spread } from './expand-spreads.ts'
import { joinPointer } from './pointer.ts'
import type { Report } from './report.ts'
import { checkNestedKeys, isReservedKey, reportReservedKey } from './reserved-keys.ts'

/** Key of the list of spread descriptors in canonical `in` and `out`. */
const SPREADS_KEY = '__lcod_spreads__'
/** Key that marks a canonical binding as optional; its binding is under `value`. */
const OPTIONAL_KEY = '__lcod_optional__'

/**
 * Expands the sugar of one `in` or `out`: `=`, `key?`, `...`.
 *
 * Only the first level is sugar; nested values are kept as they are. Idempotent: what is canonical stays. Reports
 * malformed spreads, reserved names and names that are written twice.
 *
 * @returns a new object, in written order, with `__lcod_spreads__` first when there are spreads.
 * Spec: engine.md 1.9.
 */
export function expandBindings(bindings: Dict, side: BindingSide, pointer: string, report: Report): Dict {
  const spreads: Spread[] = []
  const explicit: Dict = {}
  for (const key of Object.keys(bindings)) {
    const value = bindings[key]
    const at = joinPointer(pointer, key)
    checkNestedKeys(value, at, report)
    if (key === SPREADS_KEY) append(spreads, readCanonicalSpreads(value, at, side, report))
    else if (key.startsWith('...')) append(spreads, expandSpreads(value, key, at, side, report))
    else addBinding(explicit, key, value, { side, at, report })
  }
  return spreads.length > 0 ? { [SPREADS_KEY]: spreads, ...explicit } : explicit
}

interface BindingPlace {
  readonly side: BindingSide
  readonly at: string
  readonly report: Report
}

function addBinding(target: Dict, key: string, value: unknown, { side, at, report }: BindingPlace): void {
  // A marker under a `k?` key is canonical already: its `?` belongs to the name (`a??` expands to the name `a?`).
  const optional = key.endsWith('?') && !isOptionalBinding(value)
  const name = optional ? key.slice(0, -1) : key
  if (isReservedKey(name)) {
    reportReservedKey(name, at, report, 'key')
    return
  }
  if (hasOwn(target, name)) {
    report({
      code: 'duplicate_binding',
      severity: 'warning',
      message: `"${name}" is written twice in "${side}": the last one wins`,
      pointer: at,
      part: 'key',
    })
  }
  const binding = value === '=' ? (side === 'in' ? `$.${name}` : name) : value
  setOwn(target, name, optional ? { [OPTIONAL_KEY]: true, value: binding } : binding)
}

/** Whether a canonical binding is wrapped as optional. */
function isOptionalBinding(value: unknown): value is { readonly value?: unknown } {
  return isDict(value) && Boolean(own(value, OPTIONAL_KEY))
}
