import { expect, test } from 'vitest'
import { parseToken } from './parse-token.ts'

test.each([
  ['a', ['a']],
  ['a.b', ['a', 'b']],
  ['a[0].b', ['a', '0', 'b']],
  ['[0][x]', ['0', 'x']],
  ['[0].x', ['0', 'x']],
  ['a[b.c]', ['a', 'b.c']],
  ['a..b', ['a', '', 'b']],
  ['a.', ['a', '']],
  ['.a', ['', 'a']],
  ['a[]', ['a', '']],
  ['naïve été', ['naïve été']],
])('parseToken() splits %j', (token, keys) => {
  expect(parseToken(token)).toEqual(keys)
})

test.each(['', 'a[0', 'a]', 'a[0]b'])('parseToken() finds no path in %j', (token) => {
  expect(parseToken(token)).toBeUndefined()
})
