import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implSet } from './set.ts'

test('implSet() gives a shallow copy', () => {
  const input = { a: null, b: [1] }
  const result = runPure(implSet, input) as typeof input
  expect(result).toEqual(input)
  expect(result).not.toBe(input)
  expect(result.b).toBe(input.b)
})

test('implSet() keeps hostile keys as data', () => {
  const result = runPure(implSet, JSON.parse('{"__proto__": {"x": 1}}')) as object
  expect(Object.keys(result)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
})
