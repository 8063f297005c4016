import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { jsonDecode } from './decode.ts'

test.each([
  ['null', null, 4],
  [' 1 ', 1, 3],
  ['"é"', 'é', 4],
  ['{"a":[true]}', { a: [true] }, 12],
])('jsonDecode() of %j', (text, value, bytes) => {
  expect(runPure(jsonDecode, { text })).toEqual({ value, bytes })
})

test('jsonDecode() returns where the text went wrong', () => {
  expect(runPure(jsonDecode, { text: '{\n  "a": nope\n}' })).toEqual({
    error: { code: 'JSON_PARSE', message: 'Unexpected "n", expected a value', offset: 9, line: 2, column: 8 },
  })
})

test('jsonDecode() takes comments only when asked, and keeps positions', () => {
  const text = '[1, // one\n /* two */ 2 3]'
  expect(runPure(jsonDecode, { text })).toMatchObject({ error: { offset: 4, line: 1, column: 5 } })
  expect(runPure(jsonDecode, { text, allowComments: true })).toMatchObject({
    error: { offset: 24, line: 2, column: 14 },
  })
  expect(runPure(jsonDecode, { text: '["//"] // x', allowComments: true })).toEqual({ value: ['//'], bytes: 11 })
  expect(runPure(jsonDecode, { text: '1 /*', allowComments: true })).toMatchObject({
    error: { message: 'Comment is not closed', offset: 2 },
  })
})

test('jsonDecode() keeps hostile keys as data', () => {
  const { value } = runPure(jsonDecode, { text: '{"__proto__":{"polluted":1}}' }) as { value: object }
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect(Object.keys(value)).toEqual(['__proto__'])
})

test('jsonDecode() refuses depth bombs in the same way whatever their size', () => {
  for (const levels of [1001, 100_000]) {
    expect(runPure(jsonDecode, { text: '['.repeat(levels) + ']'.repeat(levels) })).toMatchObject({
      error: { code: 'JSON_PARSE', message: 'Nested in more than 1000 levels', offset: 1000 },
    })
  }
})

test.each([undefined, null, 1, { a: 1 }])('jsonDecode() throws for the text %j', (text) => {
  expect(() => runPure(jsonDecode, { text })).toThrow('text must be a string')
})
