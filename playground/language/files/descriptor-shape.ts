import descriptorSchema from '../../../core/manifest/lcp.schema.json' with { type: 'json' }
import type { JsonSchema } from '../../../core/run/component.ts'
import { isDict, own } from '../../../core/values.ts'

/** What a descriptor may hold under a path of keys; `undefined` for what has no place in it. */
export function descriptorShape(path: readonly string[]): JsonSchema | undefined {
  let shape: unknown = descriptorSchema
  for (const key of path) {
    const properties = isDict(shape) ? own(shape, 'properties') : undefined
    const named = isDict(properties) ? own(properties, key) : undefined
    const any = isDict(shape) ? own(shape, 'additionalProperties') : undefined
    shape = resolved(named ?? any)
  }
  return isDict(shape) ? shape : undefined
}

/** Whether tables may stand under a path, with names of the author's choice: `inputs`, `logging`. */
export function isNamedByAuthor(shape: JsonSchema): boolean {
  return isDict(own(shape, 'additionalProperties'))
}

function resolved(shape: unknown): unknown {
  const reference = isDict(shape) ? own(shape, '$ref') : undefined
  const name = typeof reference === 'string' ? reference.replace('#/$defs/', '') : ''
  return name === '' ? shape : own(descriptorSchema.$defs, name)
}

/** Keys of a table, each with what it holds. */
export function keysOf(path: readonly string[]): ReadonlyMap<string, JsonSchema> {
  const properties = own(descriptorShape(path) ?? {}, 'properties')
  const names = isDict(properties) ? Object.keys(properties) : []
  return new Map(
    names.flatMap((name) => {
      const shape = descriptorShape([...path, name])
      return shape === undefined ? [] : [[name, shape] as const]
    }),
  )
}
