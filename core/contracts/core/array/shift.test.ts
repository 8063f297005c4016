import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayShift } from './shift.ts'

test('arrayShift() splits without changing its input', () => {
  const items = Object.freeze([1, 2])
  expect(runPure(arrayShift, { items })).toEqual({ head: 1, rest: [2] })
})

test.each([undefined, null, [], 'ab', {}])('arrayShift() gives null and an empty rest for %j', (items) => {
  expect(runPure(arrayShift, { items })).toEqual({ head: null, rest: [] })
})
