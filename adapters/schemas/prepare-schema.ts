import { dereference, type Schema } from '@cfworker/json-schema'
import { ensureBounded } from '../../core/ensure-bounded.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import { cloneValue, type Dict, describeKind, isDict, own, setOwn } from '../../core/values.ts'
import { CHECKED_FORMATS, KEYWORD_SHAPES, type KeywordShape, PRIVATE_KEYS, REFUSED_KEYWORDS } from './keyword-shapes.ts'

/** A schema that is known to be one, with every reference resolved inside it. */
export interface PreparedSchema {
  readonly root: Schema | boolean
  /** Absolute address → schema, for references. */
  readonly lookup: Record<string, Schema | boolean>
}

/** Where relative references start: a name that resolves nowhere, since nothing is ever fetched. */
const BASE = 'https://schema.invalid/'

const TYPES = new Set(['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'])

/**
 * Copies a schema, refusing what is not one: the validator library checks nothing itself and writes into what it gets.
 *
 * @throws {KernelError} `invalid_schema` with the place in `data.path`, also for references that lead outside;
 * `value_too_deep`, `value_too_large`.
 */
export function prepareSchema(schema: unknown): PreparedSchema {
  ensureBounded(schema)
  const references: Dict[] = []
  const root = copySchema(schema, '', references)
  let lookup: Record<string, Schema | boolean>
  try {
    lookup = dereference(root, Object.create(null), new URL(BASE))
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new KernelError('invalid_schema', `Invalid JSON Schema: ${message}`, { cause })
  }
  for (const holder of references) {
    const address = own(holder, '__absolute_ref__')
    if (typeof address === 'string' && lookup[address] !== undefined) continue
    throw new KernelError(
      'invalid_schema',
      `Invalid JSON Schema: reference "${String(holder['$ref'])}" leads nowhere in the schema`,
      {
        hint: 'Put the schema under "$defs"; other documents are never fetched',
      },
    )
  }
  return { root, lookup }
}

function isSchemaObject(value: Dict): value is Schema & Dict {
  return isDict(value)
}

function copySchema(schema: unknown, path: string, references: Dict[]): (Schema & Dict) | boolean {
  if (typeof schema === 'boolean') return schema
  if (!isDict(schema)) throw invalid(path, `must be an object or a boolean, found ${describeKind(schema)}`)
  const copy: Dict = {}
  for (const key of Object.keys(schema)) {
    const value = schema[key]
    if (value === undefined || PRIVATE_KEYS.has(key)) continue
    const place = `${path}/${key}`
    if (REFUSED_KEYWORDS.has(key)) throw invalid(place, 'is a keyword that this validator does not support')
    if (key === 'format' && typeof value === 'string' && !CHECKED_FORMATS.has(value)) continue
    const shape = KEYWORD_SHAPES.get(key)
    setOwn(copy, key, shape === undefined ? cloneValue(value) : copyKeyword(shape, value, place, references))
  }
  if (typeof copy['$ref'] === 'string') references.push(copy)
  if (!isSchemaObject(copy)) throw invalid(path, 'must be an object')
  return copy
}

function copyKeyword(shape: KeywordShape, value: unknown, place: string, references: Dict[]): unknown {
  switch (shape) {
    case 'schema':
      return copySchema(value, place, references)
    case 'schemaList':
      if (!Array.isArray(value) || value.length === 0)
        throw invalid(place, 'must be a list of schemas that is not empty')
      return value.map((item, index) => copySchema(item, `${place}/${index}`, references))
    case 'schemaMap':
      return copyMap(value, place, references)
    default: {
      const problem = checkPlain(shape, value)
      if (problem !== undefined) throw invalid(place, `${problem}, found ${describeKind(value)}`)
      return cloneValue(value)
    }
  }
}

function copyMap(value: unknown, place: string, references: Dict[]): Dict {
  if (!isDict(value)) throw invalid(place, `must be an object of schemas, found ${describeKind(value)}`)
  const copy: Dict = {}
  for (const key of Object.keys(value)) {
    if (place.endsWith('/patternProperties') && !isPattern(key)) throw invalid(place, `has a bad pattern "${key}"`)
    setOwn(copy, key, copySchema(value[key], `${place}/${key}`, references))
  }
  return copy
}

/** What is wrong with a keyword that holds no schema; `undefined` when nothing is. */
function checkPlain(shape: KeywordShape, value: unknown): string | undefined {
  switch (shape) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number'
    case 'positive':
      return typeof value === 'number' && value > 0 && Number.isFinite(value) ? undefined : 'must be a number above 0'
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number of at least 0'
    case 'string':
      return typeof value === 'string' ? undefined : 'must be a string'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be a boolean'
    case 'list':
      return Array.isArray(value) ? undefined : 'must be a list'
    case 'pattern':
      return typeof value === 'string' && isPattern(value) ? undefined : 'must be a regular expression'
    case 'type':
      return isType(value) ? undefined : 'must be a type name or a list of different type names'
    case 'stringList':
      return isStringList(value) ? undefined : 'must be a list of different strings'
    case 'stringListMap':
      return isDict(value) && Object.values(value).every(isStringList) ? undefined : 'must be an object of string lists'
    default:
      return undefined
  }
}

function isType(value: unknown): boolean {
  if (typeof value === 'string') return TYPES.has(value)
  return isStringList(value) && value.length > 0 && value.every((name) => TYPES.has(name))
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') && new Set(value).size === value.length
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}

function invalid(path: string, problem: string): KernelError {
  return new KernelError('invalid_schema', `Invalid JSON Schema: "${path === '' ? '/' : path}" ${problem}`, {
    data: { path },
  })
}
