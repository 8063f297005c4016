import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implGt } from './gt.ts'

test.each([
  [3, 2, true],
  [2, 2, false],
  [1.5, 1, true],
  [-1, 0, false],
  [undefined, 2, false],
  [3, null, false],
])('implGt() of %s and %s is %s', (value, limit, ok) => {
  expect(runPure(implGt, { value, limit })).toEqual({ ok })
})

test('implGt() refuses text', () => {
  expect(() => runPure(implGt, { value: '10', limit: 9 })).toThrow('value must be a number')
  expect(() => runPure(implGt, { value: 10, limit: '9' })).toThrow('limit must be a number')
})
