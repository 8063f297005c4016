import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueIsStringNonempty } from './is-string-nonempty.ts'

test.each([
  ['a', true],
  [' a ', true],
  [' \t\n', false],
  ['', false],
  [3, false],
  [['a'], false],
  [null, false],
  [undefined, false],
])('valueIsStringNonempty() of %j is %s', (value, ok) => {
  expect(runPure(valueIsStringNonempty, { value })).toEqual({ ok })
})
