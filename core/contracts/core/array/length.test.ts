import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayLength } from './length.ts'

test('arrayLength() counts, nulls included', () => {
  expect(runPure(arrayLength, { items: [] })).toEqual({ length: 0 })
  expect(runPure(arrayLength, { items: [null, 1] })).toEqual({ length: 2 })
})

test.each([undefined, null, 'ab', { length: 2 }, 3])('arrayLength() refuses %j', (items) => {
  expect(() => runPure(arrayLength, { items })).toThrow(
    expect.objectContaining({ code: 'invalid_input', message: 'items must be an array' }),
  )
})
