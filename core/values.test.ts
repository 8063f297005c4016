import { expect, test } from 'vitest'
import { describeValue, freezeDeep } from './values.ts'

test.each([
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['-0.5', -0.5],
  ['"a\\"b"', 'a"b'],
  ['a number', 1n],
  ['an object', { toString: false }],
  ['an array', [{ toString: false }]],
  [`"${'x'.repeat(59)}…`, 'x'.repeat(100)],
])('describeValue() shows %s', (shown, value) => {
  expect(describeValue(value)).toBe(shown)
})

test('freezeDeep() freezes what is nested without an end, and what holds itself', () => {
  const deep: unknown[] = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
  const own: { a?: unknown; b: unknown } = { b: deep }
  own.a = own
  expect(Object.isFrozen((freezeDeep(own).b as unknown[])[0])).toBe(true)
})
