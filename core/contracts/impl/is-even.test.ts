import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implIsEven } from './is-even.ts'

test.each([
  [0, true],
  [-4, true],
  [3, false],
  [2.5, false],
  [undefined, false],
  [null, false],
])('implIsEven() of %s is %s', (value, ok) => {
  expect(runPure(implIsEven, { value })).toEqual({ ok })
})

test('implIsEven() refuses text', () => {
  expect(() => runPure(implIsEven, { value: '2' })).toThrow('value must be a number')
})
