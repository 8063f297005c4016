import { type OutputUnit, type Schema, validate } from '@cfworker/json-schema'
import { append } from '../../core/append.ts'
import type { SchemaIssue } from '../../core/host/schemas.ts'
import { type Dict, isDict, own } from '../../core/values.ts'
import { rankOf } from './issue-order.ts'
import { tooManyItems, wordingsOf } from './issue-wording.ts'
import { pointerOf, segmentsOf, valueAt } from './pointer.ts'
import type { PreparedSchema } from './prepare-schema.ts'

/** A report of the validator library with its locations taken apart. */
interface Unit {
  readonly keyword: string
  /** Empty for `false`, whose location the library does not give. */
  readonly schemaPath: readonly string[]
  readonly valuePath: readonly string[]
}

/** Keywords whose sub-schemas are told apart by one more segment. */
const KEYED = new Set(['properties', 'patternProperties', 'anyOf', 'allOf', 'oneOf', 'prefixItems', 'dependentSchemas'])

/** Keywords that say nothing themselves: what failed inside them is the issue. */
const SILENT = new Set(['properties', 'patternProperties', 'allOf', '$ref', 'prefixItems', 'items', 'dependentSchemas'])

const CONTAINS = new Set(['contains', 'minContains', 'maxContains'])

/** Keywords that speak for the value itself when their sub-schema is `false`. */
const CLOSING = new Set(['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems'])

/**
 * Turns the reports of the validator library into issues in Ajv's order and words.
 *
 * The library reports an outer keyword before what failed inside it, in its own order; Ajv reports the inside first.
 */
export function toIssues(errors: readonly OutputUnit[], schema: PreparedSchema, value: unknown): SchemaIssue[] {
  const units = errors.map(toUnit)
  const failed = units.map((unit) => pointerOf(unit.valuePath))
  return new IssueWriter(schema, value, failed).level(units, 0)
}

function toUnit(error: OutputUnit): Unit {
  const schemaPath = error.keyword === 'false' ? [] : segmentsOf(error.keywordLocation)
  return { keyword: error.keyword, schemaPath, valuePath: segmentsOf(error.instanceLocation) }
}

class IssueWriter {
  readonly #schema: PreparedSchema
  readonly #value: unknown
  readonly #failed: readonly string[]

  constructor(schema: PreparedSchema, value: unknown, failed: readonly string[]) {
    this.#schema = schema
    this.#value = value
    this.#failed = failed
  }

  /** Issues of one schema, whose location has `depth` segments. */
  level(units: readonly Unit[], depth: number): SchemaIssue[] {
    const groups: Array<{ rank: number; issues: SchemaIssue[] }> = []
    const said = new Set<string>()
    for (let at = 0; at < units.length; ) {
      const head = units[at]!
      const end = this.#endOfGroup(units, at, depth)
      const group = units.slice(at, end)
      at = end
      const keyword = head.schemaPath[depth] ?? head.keyword
      const once = keyword === 'required' || keyword === 'dependantRequired'
      if (once && said.has(keyword)) continue
      said.add(keyword)
      const rank = rankOf(keyword, this.#holder(head.schemaPath.slice(0, depth)) ?? {})
      groups.push({ rank, issues: this.#group(group, depth) })
    }
    return groups.sort((left, right) => left.rank - right.rank).flatMap((group) => group.issues)
  }

  /** One report with what failed inside it: it ends where a sibling begins. */
  #endOfGroup(units: readonly Unit[], start: number, depth: number): number {
    const head = units[start]!
    const keyword = head.schemaPath[depth]
    let end = start + 1
    while (end < units.length) {
      const next = units[end]!
      const inside =
        next.keyword === 'false'
          ? keyword !== undefined
          : next.schemaPath.length > depth + 1 && isInside(keyword, next.schemaPath[depth])
      if (!inside) break
      end++
    }
    return end
  }

  #group(group: readonly Unit[], depth: number): SchemaIssue[] {
    const head = group[0]!
    const opens = head.keyword === 'false' || head.schemaPath.length === depth + 1
    const inner = opens ? group.slice(1) : group
    const keyed = KEYED.has(head.schemaPath[depth] ?? '')
    if (head.schemaPath[depth] === 'contains' && !opens) return []
    const nested = this.#nested(inner, depth + (keyed ? 2 : 1), keyed, head)
    return opens ? this.#close(head, nested, inner) : nested
  }

  #nested(inner: readonly Unit[], depth: number, keyed: boolean, head: Unit): SchemaIssue[] {
    if (!keyed) return this.level(inner, depth)
    const branches = new Map<string, Unit[]>()
    let current = ''
    for (const unit of inner) {
      if (unit.keyword !== 'false') current = unit.schemaPath[depth - 1] ?? ''
      const key = unit.keyword === 'false' ? this.#branchOfFalse(head, current) : current
      branches.set(key, [...(branches.get(key) ?? []), unit])
    }
    const issues: SchemaIssue[] = []
    for (const [key, units] of branches) {
      // Ajv looks no further than the second branch that holds.
      if (head.keyword === 'oneOf' && heldBefore(Number(key), branches) > 1) break
      append(issues, this.level(units, depth))
    }
    return issues
  }

  /** Branches written as `false` leave no location: the next one after the branch at hand that is `false`. */
  #branchOfFalse(head: Unit, after: string): string {
    const branches = valueAt(this.#holder(head.schemaPath.slice(0, -1)), [head.keyword])
    if (!Array.isArray(branches)) return `${after}!`
    const from = after === '' ? 0 : Number(after)
    const index = branches.findIndex((branch, at) => at >= from && branch === false)
    return String(index === -1 ? from : index)
  }

  /** The issues of a keyword after those of its inside. */
  #close(head: Unit, found: SchemaIssue[], inner: readonly Unit[]): SchemaIssue[] {
    const path = pointerOf(head.valuePath)
    const nested = CONTAINS.has(head.keyword) ? this.#insideContains(head) : found
    if (CLOSING.has(head.keyword) && inner[0]?.keyword === 'false') return this.#closed(head, inner[0], path)
    if (SILENT.has(head.keyword) || (CLOSING.has(head.keyword) && nested.length > 0)) return nested
    if (head.keyword === 'if') {
      const closed = this.#holder(head.schemaPath.slice(0, -1))?.['then'] === false ? 'then' : 'else'
      const branch = inner[0]?.schemaPath[head.schemaPath.length - 1] ?? closed
      return [...nested, { path, keyword: 'if', message: `must match "${branch}" schema` }]
    }
    const inside = head.keyword === 'propertyNames' ? nested.map((issue) => ({ ...issue, path })) : nested
    const schema = this.#holder(head.schemaPath.slice(0, -1)) ?? {}
    const value = valueAt(this.#value, head.valuePath)
    const own = wordingsOf({ keyword: head.keyword, schema, value }).map((wording) => ({ path, ...wording }))
    return [...inside, ...own]
  }

  /** Why items did not match `contains`: the library leaves that out, or gives it in part. */
  #insideContains(head: Unit): SchemaIssue[] {
    const place = head.schemaPath.slice(0, -1)
    const schema = this.#holder(place) ?? {}
    const items = valueAt(this.#value, head.valuePath)
    const wanted: unknown = schema['contains']
    if (!Array.isArray(items) || !(isDict(wanted) || typeof wanted === 'boolean')) return []
    const most = Number(schema['maxContains'] ?? Number.POSITIVE_INFINITY)
    const issues: SchemaIssue[] = []
    let matching = 0
    for (let index = 0; index < items.length && matching <= most; index++) {
      const at = `#${pointerOf([...head.valuePath, String(index)])}`
      const under = `#${pointerOf([...place, 'contains'])}`
      const result = validate(items[index], wanted, '2020-12', this.#schema.lookup, false, null, at, under)
      if (result.valid) matching++
      else append(issues, this.level(result.errors.map(toUnit), place.length + 1))
    }
    return issues
  }

  /** A member that no keyword allows. */
  #closed(head: Unit, refused: Unit, path: string): SchemaIssue[] {
    const schema = this.#holder(head.schemaPath.slice(0, -1)) ?? {}
    if (head.keyword === 'items') {
      const prefix = schema['prefixItems']
      if (!Array.isArray(prefix)) return [falseIssue(refused)]
      const first = Number(refused.valuePath.at(-1)) === prefix.length
      return first ? [{ path, ...tooManyItems('items', prefix.length) }] : []
    }
    if (head.keyword === 'unevaluatedItems') {
      const index = Number(refused.valuePath.at(-1))
      const earlier = this.#failed.includes(pointerOf([...head.valuePath, String(index - 1)]))
      return earlier ? [] : [{ path, ...tooManyItems('unevaluatedItems', index) }]
    }
    // A property that failed another check was looked at, so it is not one that nothing describes.
    const member = pointerOf(refused.valuePath)
    const reports = this.#failed.filter((place) => place === member || place.startsWith(`${member}/`)).length
    if (head.keyword === 'unevaluatedProperties' && reports > 1) return []
    return wordingsOf({ keyword: head.keyword, schema, value: undefined }).map((wording) => ({ path, ...wording }))
  }

  /** The schema object at a location, following references as the location does. */
  #holder(path: readonly string[]): Dict | undefined {
    let place: unknown = this.#schema.root
    for (const segment of path) {
      if (!isDict(place)) return undefined
      place = segment === '$ref' ? this.#target(place) : own(place, segment)
      if (Array.isArray(place)) place = { ...place }
    }
    return isDict(place) ? place : undefined
  }

  #target(holder: Dict): Schema | boolean | undefined {
    const address = own(holder, '__absolute_ref__')
    return typeof address === 'string' ? this.#schema.lookup[address] : undefined
  }
}

function falseIssue(unit: Unit): SchemaIssue {
  return { path: pointerOf(unit.valuePath), keyword: 'false schema', message: 'boolean schema is false' }
}

function isInside(keyword: string | undefined, next: string | undefined): boolean {
  return keyword === next || (keyword === 'if' && (next === 'then' || next === 'else'))
}

/** How many branches before `index` held; `failing` has those that did not. */
function heldBefore(index: number, failing: ReadonlyMap<string, unknown>): number {
  let count = 0
  for (let at = 0; at < index; at++) if (!failing.has(String(at))) count++
  return count
}
