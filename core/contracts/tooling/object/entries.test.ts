import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { toolingObjectEntries } from './entries.ts'

test('toolingObjectEntries() keeps the order of insertion', () => {
  expect(runPure(toolingObjectEntries, { value: { b: 1, a: null } })).toEqual({
    entries: [
      ['b', 1],
      ['a', null],
    ],
  })
})

test.each([undefined, null, 'text', [1]])('toolingObjectEntries() of %j is an empty list', (value) => {
  expect(runPure(toolingObjectEntries, { value })).toEqual({ entries: [] })
})
