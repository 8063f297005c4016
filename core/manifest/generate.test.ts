import { expect, test } from 'vitest'
import { generateReadme, typeName } from './generate-readme.ts'
import { generateSchema } from './generate-schema.ts'

const table = {
  id: 'lcod://demo/a@1.0.0',
  summary: 'Does a.',
  palette: { icon: 'mdi:cube' },
  inputs: {
    b: { summary: 'Second | input', schema: '{"type":["string","null"]}', default: '"x"' },
    a: { summary: 'First', schema: '{"type":"array","items":{"type":"integer"}}', required: true, example: '[1]' },
  },
  outputs: { r: { summary: 'Result', schema: '{' } },
  slots: { body: { summary: 'Runs.', example: 'compose: []' } },
  documentation: { body: '\nMore.\n' },
}

test('generateReadme() writes every section, names in order', () => {
  const text = generateReadme(table)
  expect(text.match(/^#+ .*$/gm)).toEqual([
    '# lcod://demo/a@1.0.0',
    '## Inputs',
    '## Outputs',
    '## Slots',
    '### body',
    '## Notes',
  ])
  expect(text).toContain('| a | array<integer> | Yes | First |\n| b | string \\| null | No | Second \\| input |')
  expect(text).toContain('icon')
  expect(text.endsWith('More.\n')).toBe(true)
})

test.each([
  [{ title: 'Thing' }, 'Thing'],
  [{ enum: [1, 'a', 2, 3, 4] }, 'enum(1, "a", 2, 3, …)'],
  [{ const: 1 }, 'const 1'],
  [{}, 'any'],
  [{ type: [{ toString: false }, 'string', 'string'] }, 'an object | string'],
  ['text', 'any'],
])('typeName() of %j is %s', (schema, name) => {
  expect(typeName(schema)).toBe(name)
})

test('generateSchema() makes one object schema of the entries', () => {
  expect(generateSchema(table, 'inputs')).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    description: 'Inputs for lcod://demo/a@1.0.0',
    additionalProperties: false,
    properties: {
      a: { type: 'array', items: { type: 'integer' }, description: 'First', examples: [[1]] },
      b: { type: ['string', 'null'], description: 'Second | input', default: 'x' },
    },
    required: ['a'],
  })
  expect(generateSchema({}, 'outputs')).toBeUndefined()
})

test('typeName() says once what lists of lists say many times over', () => {
  let schema: object = { type: 'string' }
  for (let level = 0; level < 60; level++) schema = { type: ['array', 'array'], items: schema }
  expect(typeName(schema)).toBe(`${'array<'.repeat(60)}string${'>'.repeat(60)}`)
})

test('generateReadme() passes over a long run of blanks once, and writes an icon that is no text for a URL', () => {
  const inputs = { a: { summary: `x${' '.repeat(500_000)}y\n  z` } }
  const text = generateReadme({ ...table, inputs, palette: { icon: 'mdi:\ud800' } })
  expect(text).toContain('y z |')
  expect(text).toContain('mdi:%EF%BF%BD')
})
