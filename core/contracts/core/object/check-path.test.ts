import { expect, test } from 'vitest'
import { checkPath } from './check-path.ts'

test('checkPath() passes strings and integers', () => {
  expect(checkPath(['a', 0, -1], 'c')).toEqual(['a', 0, -1])
})

test.each([
  ['', 'an empty string'],
  [1.5, '1.5'],
  [null, 'null'],
  [{}, 'an object'],
])('checkPath() refuses the segment %j', (segment, found) => {
  expect(() => checkPath(['a', segment], 'c')).toThrow(
    expect.objectContaining({
      code: 'invalid_input',
      message: `path[1] must be a non-empty string or an integer, found ${found}`,
      data: { component: 'c', input: 'path', found },
    }),
  )
})
