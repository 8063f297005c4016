import { expect, test } from 'vitest'
import { holdsPart } from './holds-part.ts'

test('holdsPart() finds the very part, not an equal one', () => {
  const part = { a: 1 }
  expect(holdsPart(part, new Set([part]))).toBe(true)
  expect(holdsPart({ x: [{ y: part }] }, new Set([[], part]))).toBe(true)
  expect(holdsPart({ x: [{ a: 1 }] }, new Set([part]))).toBe(false)
  expect(holdsPart('text', new Set([part]))).toBe(false)
})
