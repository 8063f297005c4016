import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueKind } from './kind.ts'

test.each([
  [undefined, 'null'],
  [null, 'null'],
  [false, 'boolean'],
  [0, 'number'],
  ['', 'string'],
  [[], 'array'],
  [{}, 'object'],
])('valueKind() of %j is %s', (value, kind) => {
  expect(runPure(valueKind, { value })).toEqual({ kind })
})

test('valueKind() refuses numbers that JSON does not have', () => {
  expect(() => runPure(valueKind, { value: Number.NaN })).toThrow('value must be a finite number, found NaN')
})
