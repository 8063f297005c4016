import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueDeepEqual } from './value-deep-equal.ts'

test.each<[unknown, unknown, boolean]>([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [[1, 2], [2, 1], false],
  ['1', 1, false],
  [null, undefined, true],
])('valueDeepEqual() of %j and %j is %s', (left, right, equal) => {
  expect(runPure(valueDeepEqual, { left, right })).toEqual({ result: { equal, left, right: right ?? null } })
})
