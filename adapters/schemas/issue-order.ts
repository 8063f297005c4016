/**
 * The order in which Ajv looks at the keywords of one schema: first those for every type, then those of numbers,
 * strings, arrays and objects. Both validators have to name the same problem first.
 */
const ORDER = [
  '$ref',
  'const',
  'enum',
  'not',
  'anyOf',
  'oneOf',
  'allOf',
  'if',
  'number:type',
  'maximum',
  'minimum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'multipleOf',
  'string:type',
  'maxLength',
  'minLength',
  'pattern',
  'format',
  'array:type',
  'maxItems',
  'minItems',
  'uniqueItems',
  'prefixItems',
  'items',
  'contains',
  'unevaluatedItems',
  'object:type',
  'maxProperties',
  'minProperties',
  'required',
  'propertyNames',
  'additionalProperties',
  'dependencies',
  'properties',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
]

const RANKS: ReadonlyMap<string, number> = new Map(ORDER.map((keyword, index) => [keyword, index]))

/** Keywords that are reported under another keyword's place. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['then', 'if'],
  ['else', 'if'],
  ['minContains', 'contains'],
  ['maxContains', 'contains'],
  ['dependantRequired', 'dependentRequired'],
])

/** The keywords that make Ajv put off a type check until it reaches the type's own keywords. */
const OWN_KEYWORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['number', between('number:type', 'string:type')],
  ['string', between('string:type', 'array:type')],
  ['array', new Set([...between('array:type', 'object:type'), 'minContains', 'maxContains'])],
  ['object', between('object:type', undefined)],
])

/** Where a keyword of `schema` stands among its siblings; smaller is earlier. */
export function rankOf(keyword: string, schema: object): number {
  if (keyword === 'type') return rankOfType(schema)
  return RANKS.get(PLACES.get(keyword) ?? keyword) ?? ORDER.length
}

function rankOfType(schema: object): number {
  const type = 'type' in schema ? schema.type : undefined
  const names = Array.isArray(type) ? type : [type]
  const [name] = names
  if (names.length !== 1 || typeof name !== 'string') return -1
  const own = OWN_KEYWORDS.get(name)
  const putOff = own !== undefined && Object.keys(schema).some((keyword) => own.has(keyword))
  return putOff ? (RANKS.get(`${name}:type`) ?? -1) : -1
}

function between(from: string, to: string | undefined): ReadonlySet<string> {
  const end = to === undefined ? ORDER.length : ORDER.indexOf(to)
  return new Set(ORDER.slice(ORDER.indexOf(from) + 1, end))
}
