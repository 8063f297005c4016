import { expect, test } from 'vitest'
import { withoutSlashes } from './without-slashes.ts'

test('withoutSlashes() takes slashes off the end alone', () => {
  expect(['/a//b//', '///', '', 'a'].map(withoutSlashes)).toEqual(['/a//b', '', '', 'a'])
  // Looked at again from each slash, this would take minutes.
  expect(withoutSlashes(`${'/'.repeat(500_000)}x`)).toHaveLength(500_001)
})
