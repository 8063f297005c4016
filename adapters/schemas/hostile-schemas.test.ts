import { it } from 'vitest'
import { checkManifestText, schemaFault } from '../../core/manifest/check-manifest-text.ts'
import { endsWell } from '../../core/testing/ends-well.ts'
import { fc } from '../../core/testing/fc.ts'
import {
  type Hostile,
  hostile,
  hostileKey,
  listOf,
  objectOf,
  plain,
  smallHostile,
} from '../../core/testing/hostile-values.ts'
import { createPortableSchemas } from './cfworker.ts'
import { KEYWORD_SHAPES, type KeywordShape } from './keyword-shapes.ts'

const schemas = createPortableSchemas()

const some = (...values: unknown[]) => fc.constantFrom(...values).map(plain)
const names = some('a', '\ud800', '__proto__', 'toString', '')
const references = some('#', '#/$defs/a', '#a', '#/%zz', '\ud800', 'https://host/', '#/properties/a')

/** Values that fit a keyword. */
const FITTING: Partial<Record<KeywordShape, fc.Arbitrary<Hostile>>> = {
  number: some(0, -1, 1e308, 5e-324),
  positive: some(1, 0.1, 1e308, 5e-324),
  count: some(0, 1, 2, 1e308),
  string: fc.oneof(references, some('date-time', 'uri', 'regex', 'nope')),
  boolean: some(true, false),
  list: fc.array(smallHostile, { maxLength: 3 }).map(listOf),
  pattern: some('a+', '^\\p{L}$', '[', '', '(?<!a)b'),
  type: some('array', 'object', 'null', ['string', 'number'], 'integer'),
  stringList: fc.array(names, { maxLength: 2 }).map(listOf),
  stringListMap: fc
    .array(fc.tuple(hostileKey, fc.array(names, { maxLength: 2 }).map(listOf)), { maxLength: 2 })
    .map(objectOf),
}

/** Schemas in which every keyword may hold what fits and what does not. */
const schema = fc.letrec<{ schema: Hostile }>((tie) => {
  const inner: Partial<Record<KeywordShape, fc.Arbitrary<Hostile>>> = {
    schema: tie('schema'),
    schemaList: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map(listOf),
    schemaMap: fc.array(fc.tuple(hostileKey, tie('schema')), { maxLength: 3 }).map(objectOf),
  }
  const members = Array.from(KEYWORD_SHAPES, ([keyword, shape]) => {
    const fitting = inner[shape] ?? FITTING[shape] ?? smallHostile
    return fc.tuple(fc.constant(keyword), fc.oneof({ arbitrary: fitting, weight: 9 }, smallHostile))
  })
  return {
    schema: fc.oneof({ depthSize: 'small' }, some(true, false, {}), {
      arbitrary: fc.array(fc.oneof(...members), { maxLength: 3 }).map(objectOf),
      weight: 9,
    }),
  }
}).schema

/** Preparing a schema is much work for one sample. */
const numRuns = Math.ceil((fc.readConfigureGlobal().numRuns ?? 300) / 4)

it('any value is held against any schema, or either is refused by a declared error', async () => {
  await fc.assert(
    fc.asyncProperty(schema, hostile, (given, value) =>
      endsWell(() => {
        const made = given.make()
        schemaFault(JSON.stringify(made), schemas)
        return schemas.compile(made)(value.make())
      }),
    ),
    { numRuns },
  )
})

it('the text of any descriptor is checked without an exception', async () => {
  const descriptor = fc
    .tuple(hostileKey, schema, hostileKey)
    .map(
      ([name, given, icon]) =>
        `schemaVersion = "2.0"\n${JSON.stringify(name)} = ${JSON.stringify(icon)}\n[inputs.${JSON.stringify(name)}]\n` +
        `schema = ${JSON.stringify(JSON.stringify(given.make()))}\n[palette]\nicon = ${JSON.stringify(icon)}\n`,
    )
  const text = fc.oneof(descriptor, fc.constant(`inputs${'.a'.repeat(900)} = 1`))
  await fc.assert(
    fc.asyncProperty(text, (toml) => endsWell(() => checkManifestText(toml, { file: 'lcp.toml', schemas }))),
    { numRuns },
  )
})
