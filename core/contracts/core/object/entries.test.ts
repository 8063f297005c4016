import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { objectEntries } from './entries.ts'

test('objectEntries() keeps the order of insertion and null values', () => {
  expect(runPure(objectEntries, { object: { b: null, a: [1] } })).toEqual({
    entries: [
      ['b', null],
      ['a', [1]],
    ],
  })
})

test('objectEntries() gives an empty list for nothing and refuses an array', () => {
  expect(runPure(objectEntries)).toEqual({ entries: [] })
  expect(() => runPure(objectEntries, { object: [1] })).toThrow('object must be an object')
})
