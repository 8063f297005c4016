import { type Dict, isDict, own } from '../values.ts'

/** A schema with a reference to `$defs` of the root followed; an empty one for anything else. */
export function followReference(schema: unknown, root: Dict): Dict {
  if (!isDict(schema)) return {}
  const reference = own(schema, '$ref')
  if (typeof reference !== 'string') return schema
  const definitions = own(root, '$defs')
  const target = isDict(definitions) ? own(definitions, reference.slice('#/$defs/'.length)) : undefined
  return isDict(target) ? target : {}
}

/**
 * The schema that holds for a place in a value: by `properties`, `additionalProperties`, `items` and references.
 *
 * @param keys From the root of the value; indexes as text.
 * @returns an empty schema where nothing is said.
 */
export function schemaAt(root: Dict, keys: readonly string[]): Dict {
  let schema = root
  for (const key of keys) {
    const properties = own(schema, 'properties')
    const known = isDict(properties) ? own(properties, key) : undefined
    schema = followReference(known ?? own(schema, 'items') ?? own(schema, 'additionalProperties'), root)
  }
  return schema
}
