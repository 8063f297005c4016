import { expect, test } from 'vitest'
import { readManifestTable } from '../core/manifest/manifest-table.ts'
import { readManifest } from '../core/manifest/read-manifest.ts'
import { fieldValue, formFields } from './form-fields.ts'

test('formFields() asks for each declared input as its schema says', () => {
  const text = `
[inputs.name]
summary = "Who"
required = true
schema = '{"type":"string"}'
[inputs.times]
schema = '{"type":"integer"}'
[inputs.loud]
schema = '{"type":"boolean"}'
[inputs.tone]
schema = '{"enum":["warm",1]}'
[inputs.more]
schema = '{"type":["string","null"]}'
[inputs.any]
`
  const fields = formFields(readManifest(text, 'lcp.toml'), readManifestTable(text, 'lcp.toml'))
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['name', 'text'],
    ['times', 'number'],
    ['loud', 'boolean'],
    ['tone', 'choice'],
    ['more', 'json'],
    ['any', 'json'],
  ])
  expect(fields[0]).toEqual({ name: 'name', summary: 'Who', required: true, kind: 'text', choices: [] })
  expect(fields[3]?.choices).toEqual(['"warm"', '1'])
})

test.each([
  ['text', '', undefined],
  ['text', '3', '3'],
  ['number', '3.5', 3.5],
  ['boolean', 'false', false],
  ['choice', '"warm"', 'warm'],
  ['json', '{"a":1}', { a: 1 }],
  ['json', 'a b', 'a b'],
] as const)('fieldValue() of %s reads %j as %j', (kind, written, value) => {
  expect(fieldValue({ kind }, written)).toEqual(value)
})
