import { expect, test } from 'vitest'
import { utf8Length } from './utf8-length.ts'

test.each([
  ['', 0],
  ['abc', 3],
  ['é', 2],
  ['日', 3],
  ['🙂', 4],
  ['\ud800', 3],
])('utf8Length() of %j is %i', (text, length) => {
  expect(utf8Length(text)).toBe(length)
})
