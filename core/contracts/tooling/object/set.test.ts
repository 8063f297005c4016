import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { toolingObjectSet } from './set.ts'

test('toolingObjectSet() writes into a copy', () => {
  const target = { a: { b: 1 }, c: {} }
  const result = runPure(toolingObjectSet, { target, path: ['a', 'b'], value: 2 }) as { object: typeof target }
  expect(result).toEqual({ object: { a: { b: 2 }, c: {} }, previous: { a: { b: 1 }, c: {} } })
  expect(result.object.c).toBe(target.c)
})

test('toolingObjectSet() replaces what is no object on the way', () => {
  expect(runPure(toolingObjectSet, { target: { a: [1] }, path: ['a', 'b'], value: 2 })).toEqual({
    object: { a: { b: 2 } },
    previous: { a: [1] },
  })
})

test('toolingObjectSet() skips segments that are no keys, and replaces the whole for an empty path', () => {
  expect(runPure(toolingObjectSet, { target: {}, path: ['', 3, 'a'], value: 1 })).toEqual({
    object: { a: 1 },
    previous: {},
  })
  expect(runPure(toolingObjectSet, { target: { a: 1 }, path: [], value: 'v' })).toEqual({
    object: 'v',
    previous: { a: 1 },
  })
  expect(runPure(toolingObjectSet)).toEqual({ object: null, previous: {} })
})

test('toolingObjectSet() keeps hostile keys as data', () => {
  const { object } = runPure(toolingObjectSet, { path: ['__proto__', 'polluted'], value: 1 }) as { object: object }
  expect(JSON.stringify(object)).toBe('{"__proto__":{"polluted":1}}')
  expect('polluted' in {}).toBe(false)
})
