import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayFlatten } from './flatten.ts'

test('arrayFlatten() flattens one level and drops nulls on both', () => {
  expect(runPure(arrayFlatten, { items: [1, [2, null, [3, null]], null, []] })).toEqual({ values: [1, 2, [3, null]] })
})

test.each([undefined, null, 'ab', {}])('arrayFlatten() takes %j for an empty array', (items) => {
  expect(runPure(arrayFlatten, { items })).toEqual({ values: [] })
})
