import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { numberTrunc } from './trunc.ts'

test.each([
  [2.7, 2],
  [-2.7, -2],
  [-0.5, 0],
  [1e21, 1e21],
])('numberTrunc() cuts %d to %d', (value, expected) => {
  expect(runPure(numberTrunc, { value })).toEqual({ value: expected })
})

test.each([undefined, null, '2.7', Number.NaN, Number.POSITIVE_INFINITY, true])('numberTrunc() refuses %s', (value) => {
  expect(() => runPure(numberTrunc, { value })).toThrow('value must be a number')
})
