import { type Dict, isDict, own } from '../values.ts'
import { followReference } from './schema-at.ts'

/** A key that a schema has no place for. */
export interface StrayKey {
  /** From the root of the value. */
  readonly path: readonly string[]
  /** What names must look like there; absent where there are only certain names. */
  readonly pattern?: string
}

/**
 * The keys of a value that its schema has no place for: others than the known ones where it says that there are no
 * others, and names that are not as it wants names.
 *
 * `properties`, `additionalProperties`, `propertyNames`, `items` and references to `$defs` of the root are followed: what
 * descriptors use.
 *
 * @param root The whole schema.
 * @returns keys in the order of the value; empty when every key has its place.
 */
export function strayKeys(value: unknown, root: Dict): StrayKey[] {
  const found: StrayKey[] = []
  visit(value, root, [])
  return found

  function visit(part: unknown, written: unknown, path: readonly string[]): void {
    const schema = followReference(written, root)
    if (Array.isArray(part)) {
      const items = own(schema, 'items')
      for (const [index, item] of part.entries()) visit(item, items, [...path, String(index)])
    }
    if (!isDict(part)) return
    const properties = own(schema, 'properties')
    const others = own(schema, 'additionalProperties')
    const pattern = own(followReference(own(schema, 'propertyNames'), root), 'pattern')
    for (const [key, inner] of Object.entries(part)) {
      const place = [...path, key]
      const known = isDict(properties) ? own(properties, key) : undefined
      if (known === undefined && others === false) found.push({ path: place })
      else if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(key)) found.push({ path: place, pattern })
      else visit(inner, known ?? others, place)
    }
  }
}
