import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { stringFormat } from './format.ts'

const values = { name: 'Ida', n: 0, no: false, nil: null, tags: ['x', 'y'], deep: { 'a.b': 1 }, été: 'ok', self: '{n}' }

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['{name}!', 'Ida!'],
  ['{ name }', 'Ida'],
  ['{n}/{no}', '0/false'],
  ['<{nil}>', '<>'],
  ['{tags[1]}{tags.0}', 'yx'],
  ['{tags}', '["x","y"]'],
  ['{deep}', '{"a.b":1}'],
  ['{deep[a.b]}', '1'],
  ['{{name}}', '{name}'],
  ['{{{name}}}', '{Ida}'],
  ['a } b', 'a } b'],
  ['{name} {open', 'Ida {open'],
  ['{open {{', '{open {{'],
  ['naïve {été} 日本', 'naïve ok 日本'],
  ['{self}', '{n}'],
])('stringFormat() of %j is %j', (template, value) => {
  expect(runPure(stringFormat, { template, values })).toEqual({ value })
})

test('stringFormat() reports each missing placeholder once', () => {
  expect(runPure(stringFormat, { template: '{a}{b.c}{a}{}', values: { b: {} }, fallback: '?' })).toEqual({
    value: '????',
    missing: ['a', 'b.c', ''],
  })
})

test('stringFormat() puts missing placeholders into error when asked', () => {
  expect(runPure(stringFormat, { template: 'x {a} {b}', missingPolicy: 'error' })).toEqual({
    value: 'x  ',
    error: { code: 'MISSING_PLACEHOLDER', message: 'Missing placeholders: a, b', missingKeys: ['a', 'b'] },
  })
  expect(runPure(stringFormat, { template: 'x', missingPolicy: 'error' })).toEqual({ value: 'x' })
})

test.each(['{constructor}', '{__proto__}', '{name.length}', '{tags.length}', '{name[0]}', '{toString.name}'])(
  'stringFormat() finds no inherited property for %s',
  (template) => {
    expect(runPure(stringFormat, { template, values })).toMatchObject({ value: '', missing: [template.slice(1, -1)] })
  },
)

test.each([undefined, null, 3, {}])('stringFormat() takes the template %j for empty', (template) => {
  expect(runPure(stringFormat, { template })).toEqual({ value: '' })
})

test('stringFormat() takes values that are no object for none', () => {
  expect(runPure(stringFormat, { template: '{a}', values: 'text' })).toEqual({ value: '', missing: ['a'] })
})

test('stringFormat() stays fast on many open braces', () => {
  const template = '{'.repeat(100_001)
  expect(runPure(stringFormat, { template })).toEqual({ value: `${'{'.repeat(50_000)}{` })
})
