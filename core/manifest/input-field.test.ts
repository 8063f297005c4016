import { describe, expect, test } from 'vitest'
import { readField, showField } from './input-field.ts'

describe('readField()', () => {
  test.each([
    ['text', '12', '12'],
    ['text', '', undefined],
    ['number', '12', 12],
    ['number', '1e3', 1000],
    ['number', 'many', 'many'],
    ['number', ' ', ' '],
    ['choice', 'true', true],
    ['choice', '"large"', 'large'],
    ['json', '[1]', [1]],
    ['json', '{"a"', '{"a"'],
  ] as const)('reads %s %j', (kind, text, value) => expect(readField({ kind }, text)).toEqual(value))
})

test.each([
  ['text', 'twelve'],
  ['text', '{"a":1}'],
  ['number', 12],
  ['json', 'true'],
  ['json', { a: [1] }],
  ['json', undefined],
] as const)('showField() gives for %s what reads as %j again', (kind, value) => {
  expect(readField({ kind }, showField({ kind }, value))).toEqual(value)
})
