import { expect, test } from 'vitest'
import { editDistance, nearest } from './nearest.ts'

test('editDistance() counts a swap of neighbours as one edit', () => {
  expect(editDistance('trcae', 'trace')).toBe(1)
  expect(editDistance('', 'abc')).toBe(3)
  expect(editDistance('abc', '')).toBe(3)
  expect(editDistance('same', 'same')).toBe(0)
})

test('nearest() finds the word that was meant', () => {
  expect(nearest('timout', ['timeout', 'trace'])).toBe('timeout')
  expect(nearest('rnu', ['run', 'check'])).toBe('run')
})

test('nearest() finds nothing when no word is close', () => {
  expect(nearest('banana', ['timeout', 'trace'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
