import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayCompact } from './compact.ts'

test('arrayCompact() removes nulls only, into a new array', () => {
  const items = Object.freeze([0, null, '', undefined, false, [null]])
  expect(runPure(arrayCompact, { items })).toEqual({ values: [0, '', false, [null]] })
})

test.each([undefined, null, 'ab', {}])('arrayCompact() takes %j for an empty array', (items) => {
  expect(runPure(arrayCompact, { items })).toEqual({ values: [] })
})
