import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { valueClone } from './clone.ts'

test('valueClone() shares nothing with the original', () => {
  const value = { list: [{ a: 1 }] }
  const copy = runPure(valueClone, { value }) as { value: typeof value }
  expect(copy.value).toEqual(value)
  expect(copy.value).not.toBe(value)
  expect(copy.value.list[0]).not.toBe(value.list[0])
})

test('valueClone() gives scalars back and null for nothing', () => {
  expect(runPure(valueClone, { value: 'text' })).toEqual({ value: 'text' })
  expect(runPure(valueClone)).toEqual({ value: null })
})

test('valueClone() keeps hostile keys as data', () => {
  const { value } = runPure(valueClone, { value: JSON.parse('{"__proto__":{"x":1}}') }) as { value: object }
  expect(JSON.stringify(value)).toBe('{"__proto__":{"x":1}}')
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

test('valueClone() refuses what has no end', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  expect(() => runPure(valueClone, { value: cycle })).toThrow(expect.objectContaining({ code: 'value_too_deep' }))
  let wide: unknown = 'x'
  for (let level = 0; level < 30; level++) wide = [wide, wide]
  expect(() => runPure(valueClone, { value: wide })).toThrow(expect.objectContaining({ code: 'value_too_large' }))
})
