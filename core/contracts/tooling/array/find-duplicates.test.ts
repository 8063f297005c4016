import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayFindDuplicates } from './find-duplicates.ts'

test('arrayFindDuplicates() orders by the second occurrence and lists each once', () => {
  expect(runPure(arrayFindDuplicates, { items: ['a', 'b', 'b', 'a', 'a', '__proto__', '__proto__'] })).toEqual({
    duplicates: ['b', 'a', '__proto__'],
  })
})

test('arrayFindDuplicates() looks at text only', () => {
  expect(runPure(arrayFindDuplicates, { items: [1, 1, null, null, '1'] })).toEqual({ duplicates: [] })
  expect(runPure(arrayFindDuplicates)).toEqual({ duplicates: [] })
})
