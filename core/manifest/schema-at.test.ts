import { expect, test } from 'vitest'
import { schemaAt } from './schema-at.ts'

const root = {
  properties: { list: { items: { $ref: '#/$defs/entry' } } },
  additionalProperties: { type: 'boolean' },
  $defs: { entry: { properties: { name: { type: 'string' } } } },
}

test.each([
  [[], root],
  [['list', '3', 'name'], { type: 'string' }],
  [['other'], { type: 'boolean' }],
  [['list', '3', 'gone', 'further'], {}],
])('schemaAt() of %j', (keys, schema) => {
  expect(schemaAt(root, keys)).toEqual(schema)
})
