import { expect, test } from 'vitest'
import { positionAt } from './position-at.ts'

test.each([
  ['abc', 0, 1, 1],
  ['abc', 3, 1, 4],
  ['a\nb', 2, 2, 1],
  ['a\r\nb\rc', 5, 3, 1],
])('positionAt() of %j at %i', (text, offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column })
})
