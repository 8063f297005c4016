import type { JsonSchema } from '../run/component.ts'
import { type Dict, isDict, kindOf, own, sameValue, setOwn } from '../values.ts'

/** What is known of a value before a run, as a JSON Schema; `undefined` when nothing is. */
export type Shape = JsonSchema | undefined

/** Types that a shape allows, in the words of JSON Schema; empty for any. */
export function typesOf(shape: Shape): readonly string[] {
  const type = shape?.['type']
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.filter((name): name is string => typeof name === 'string')
  const values = enumOf(shape)
  return values === undefined ? [] : [...new Set(values.map(kindOf))]
}

/** The values that a shape allows, when it lists them. */
export function enumOf(shape: Shape): readonly unknown[] | undefined {
  if (shape === undefined) return undefined
  if (Object.hasOwn(shape, 'const')) return [shape['const']]
  const values = shape['enum']
  return Array.isArray(values) ? values : undefined
}

/** Named fields of an object shape, in written order. */
export function propertiesOf(shape: Shape): ReadonlyMap<string, JsonSchema> {
  const properties = shape?.['properties']
  if (!isDict(properties)) return new Map()
  return new Map(Object.entries(properties).map(([name, value]) => [name, isDict(value) ? value : {}]))
}

/** Names that an object shape requires. */
export function requiredOf(shape: Shape): ReadonlySet<string> {
  const required = shape?.['required']
  return new Set(Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : [])
}

/**
 * Whether other fields than the named ones may be there. A schema that lists properties and says nothing of others is
 * taken at its word: descriptors list what there is.
 */
export function isOpenShape(shape: Shape): boolean {
  if (shape === undefined || !isDict(shape['properties'])) return true
  const rest = shape['additionalProperties']
  return rest === true || isDict(rest) || isDict(shape['patternProperties'])
}

/** The shape of what a dotted path finds inside a value of `shape`. */
export function shapeAt(shape: Shape, segments: readonly string[]): Shape {
  let current = shape
  for (const segment of segments) {
    if (current === undefined) return undefined
    const items = own(current, 'items')
    if (/^\d+$/.test(segment) && isDict(items)) current = items
    else current = propertiesOf(current).get(segment)
  }
  return current
}

/** The shape of the elements of a list. */
export function itemShape(shape: Shape): Shape {
  const items = shape === undefined ? undefined : own(shape, 'items')
  return isDict(items) ? items : undefined
}

/** What holds for a value that has one shape or the other. */
export function joinShapes(left: Shape, right: Shape): Shape {
  if (left === right) return left
  if (left === undefined || right === undefined) return undefined
  const leftTypes = typesOf(left)
  const rightTypes = typesOf(right)
  if (leftTypes.length === 0 || rightTypes.length === 0) return undefined
  const type = [...new Set([...leftTypes, ...rightTypes])]
  const properties: Dict = {}
  for (const side of [left, right]) {
    for (const [name, shape] of propertiesOf(side)) {
      const other = own(properties, name)
      setOwn(properties, name, isDict(other) ? (joinShapes(other, shape) ?? {}) : shape)
    }
  }
  const items = joinShapes(itemShape(left), itemShape(right))
  return {
    type: type.length === 1 ? type[0] : type,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(items === undefined ? {} : { items }),
  }
}

/** `string`, `integer`, `list of object`, `"a" | "b"`; `any` when nothing is known. */
export function describeShape(shape: Shape): string {
  const values = enumOf(shape)
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ')
  const types = typesOf(shape)
  if (types.length === 0) return 'any'
  return types.map((type) => (type === 'array' ? describeList(shape) : type)).join(' | ')
}

function describeList(shape: Shape): string {
  const items = itemShape(shape)
  return items === undefined ? 'list' : `list of ${describeShape(items)}`
}

/**
 * What a literal should be instead, when it does not fit its schema's `type`, `enum`, or bounds; `undefined` when it
 * fits. Only what `defineContract` and every validator agree on is looked at.
 */
export function expectedInstead(value: unknown, shape: Shape): string | undefined {
  if (shape === undefined) return undefined
  const values = enumOf(shape)
  if (values !== undefined) {
    if (values.some((allowed) => sameValue(allowed, value))) return undefined
    return values.length === 1 ? describeShape(shape) : `one of ${values.map((one) => JSON.stringify(one)).join(', ')}`
  }
  const types = typesOf(shape)
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return types.map(withArticle).join(' or ')
  return outOfBounds(value, shape)
}

function outOfBounds(value: unknown, shape: JsonSchema): string | undefined {
  const { minimum, maximum, minLength, minItems } = shape
  if (typeof value === 'number') {
    if (typeof minimum === 'number' && value < minimum) return `at least ${minimum}`
    if (typeof maximum === 'number' && value > maximum) return `at most ${maximum}`
  }
  if (typeof value === 'string' && typeof minLength === 'number' && value.length < minLength) {
    return minLength === 1 ? 'a non-empty string' : `a string of at least ${minLength} characters`
  }
  if (Array.isArray(value) && typeof minItems === 'number' && value.length < minItems) {
    return minItems === 1 ? 'a non-empty list' : `a list of at least ${minItems} items`
  }
  return undefined
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return kindOf(value) === type
}

function withArticle(type: string): string {
  if (type === 'null') return 'null'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
