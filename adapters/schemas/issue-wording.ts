import type { SchemaIssue } from '../../core/host/schemas.ts'
import { type Dict, hasOwn, isDict, sameValue } from '../../core/values.ts'

/** What one failed keyword says. `schema` holds the keyword; `value` is what it was applied to. */
export interface Failure {
  readonly keyword: string
  readonly schema: Dict
  readonly value: unknown
}

type Wording = Pick<SchemaIssue, 'keyword' | 'message'>

/** Ajv's words for a failed keyword: one per missing key for `required` and `dependentRequired`, else exactly one. */
export function wordingsOf(failure: Failure): Wording[] {
  const { keyword, schema, value } = failure
  if (keyword === 'required') return missing(schema['required'], value).map(requiredWording)
  if (keyword === 'dependentRequired') return dependentWordings(schema['dependentRequired'], value)
  return [wordingOf(failure)]
}

function wordingOf({ keyword, schema, value }: Failure): Wording {
  const limit = schema[keyword]
  const say = (message: string): Wording => ({ keyword, message })
  switch (keyword) {
    case 'type':
      return say(`must be ${Array.isArray(limit) ? limit.join(',') : String(limit)}`)
    case 'enum':
      return say('must be equal to one of the allowed values')
    case 'const':
      return say('must be equal to constant')
    case 'minimum':
      return say(`must be >= ${String(limit)}`)
    case 'maximum':
      return say(`must be <= ${String(limit)}`)
    case 'exclusiveMinimum':
      return say(`must be > ${String(limit)}`)
    case 'exclusiveMaximum':
      return say(`must be < ${String(limit)}`)
    case 'multipleOf':
      return say(`must be multiple of ${String(limit)}`)
    case 'pattern':
    case 'format':
      return say(`must match ${keyword} "${String(limit)}"`)
    case 'uniqueItems':
      return say(duplicateMessage(value))
    case 'not':
      return say('must NOT be valid')
    case 'anyOf':
      return say('must match a schema in anyOf')
    case 'oneOf':
      return say('must match exactly one schema in oneOf')
    case 'propertyNames':
      return say('property name must be valid')
    case 'contains':
    case 'minContains':
    case 'maxContains':
      return { keyword: 'contains', message: containsMessage(schema) }
    case 'additionalProperties':
      return say('must NOT have additional properties')
    case 'unevaluatedProperties':
      return say('must NOT have unevaluated properties')
    case 'false':
      return { keyword: 'false schema', message: 'boolean schema is false' }
    default:
      return say(boundMessage(keyword, limit) ?? `must match the keyword "${keyword}"`)
  }
}

/** Says that nothing may follow the first `count` items: `items: false` after `prefixItems`, and `unevaluatedItems`. */
export function tooManyItems(keyword: string, count: number): Wording {
  return { keyword, message: `must NOT have more than ${count} items` }
}

function boundMessage(keyword: string, limit: unknown): string | undefined {
  const match = /^(min|max)(Length|Items|Properties)$/.exec(keyword)
  if (match === null) return undefined
  const noun = match[2] === 'Length' ? 'characters' : match[2] === 'Items' ? 'items' : 'properties'
  return `must NOT have ${match[1] === 'min' ? 'fewer' : 'more'} than ${String(limit)} ${noun}`
}

function containsMessage(schema: Dict): string {
  const least = schema['minContains'] ?? 1
  const most = schema['maxContains']
  return most === undefined
    ? `must contain at least ${String(least)} valid item(s)`
    : `must contain at least ${String(least)} and no more than ${String(most)} valid item(s)`
}

function duplicateMessage(value: unknown): string {
  if (Array.isArray(value)) {
    for (let later = value.length - 1; later > 0; later--) {
      for (let earlier = later - 1; earlier >= 0; earlier--) {
        if (sameValue(value[later], value[earlier])) {
          return `must NOT have duplicate items (items ## ${earlier} and ${later} are identical)`
        }
      }
    }
  }
  return 'must NOT have duplicate items'
}

function missing(names: unknown, value: unknown): string[] {
  if (!Array.isArray(names) || !isDict(value)) return []
  return names.filter((name): name is string => typeof name === 'string' && !hasOwn(value, name))
}

function requiredWording(name: string): Wording {
  return { keyword: 'required', message: `must have required property '${name}'` }
}

function dependentWordings(rules: unknown, value: unknown): Wording[] {
  if (!isDict(rules) || !isDict(value)) return []
  const wordings: Wording[] = []
  for (const key of Object.keys(rules)) {
    const names = rules[key]
    if (!hasOwn(value, key) || !Array.isArray(names)) continue
    const noun = names.length === 1 ? 'property' : 'properties'
    const message = `must have ${noun} ${names.join(', ')} when property ${key} is present`
    for (const _ of missing(names, value)) wordings.push({ keyword: 'dependentRequired', message })
  }
  return wordings
}
