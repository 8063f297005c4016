/** What the value of a schema keyword must look like. */
export type KeywordShape =
  | 'schema'
  | 'schemaList'
  | 'schemaMap'
  | 'number'
  | 'positive'
  | 'count'
  | 'string'
  | 'pattern'
  | 'stringList'
  | 'stringListMap'
  | 'boolean'
  | 'type'
  | 'list'

/** The keywords of 2020-12 that we claim. Others are annotations: kept, never checked. */
export const KEYWORD_SHAPES: ReadonlyMap<string, KeywordShape> = new Map<string, KeywordShape>([
  ['$id', 'string'],
  ['$anchor', 'string'],
  ['$ref', 'string'],
  ['$schema', 'string'],
  ['$defs', 'schemaMap'],
  ['definitions', 'schemaMap'],
  ['type', 'type'],
  ['enum', 'list'],
  ['not', 'schema'],
  ['allOf', 'schemaList'],
  ['anyOf', 'schemaList'],
  ['oneOf', 'schemaList'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['multipleOf', 'positive'],
  ['minLength', 'count'],
  ['maxLength', 'count'],
  ['pattern', 'pattern'],
  ['format', 'string'],
  ['minItems', 'count'],
  ['maxItems', 'count'],
  ['uniqueItems', 'boolean'],
  ['prefixItems', 'schemaList'],
  ['items', 'schema'],
  ['contains', 'schema'],
  ['minContains', 'count'],
  ['maxContains', 'count'],
  ['unevaluatedItems', 'schema'],
  ['minProperties', 'count'],
  ['maxProperties', 'count'],
  ['required', 'stringList'],
  ['properties', 'schemaMap'],
  ['patternProperties', 'schemaMap'],
  ['additionalProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['dependentRequired', 'stringListMap'],
  ['dependentSchemas', 'schemaMap'],
  ['unevaluatedProperties', 'schema'],
])

/** Formats that are checked; every other format is an annotation, as it is for Ajv. */
export const CHECKED_FORMATS: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'uri',
  'uri-reference',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'regex',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
])

/** Not expressible without dynamic scope or with keywords of older drafts: refused, so that nothing passes unchecked. */
export const REFUSED_KEYWORDS: ReadonlySet<string> = new Set(['$dynamicRef', '$recursiveRef', 'additionalItems'])

/** Keys that the validator library gives a meaning of its own; a schema's author cannot mean that. */
export const PRIVATE_KEYS: ReadonlySet<string> = new Set([
  'id',
  '$recursiveAnchor',
  '__absolute_uri__',
  '__absolute_ref__',
  '__absolute_recursive_ref__',
])
