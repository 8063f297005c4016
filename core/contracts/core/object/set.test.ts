import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { objectSet } from './set.ts'

test('objectSet() copies only the containers along the path', () => {
  const object = { a: { x: 1 }, b: { y: 2 } }
  const result = runPure(objectSet, { object, path: ['a', 'x'], value: 9 }) as { object: typeof object }
  expect(result).toEqual({ object: { a: { x: 9 }, b: { y: 2 } }, created: false })
  expect(object).toEqual({ a: { x: 1 }, b: { y: 2 } })
  expect(result.object.b).toBe(object.b)
})

test('objectSet() makes arrays before numbers and objects before strings', () => {
  expect(runPure(objectSet, { object: {}, path: ['a', 0, 'b', '1'], value: 'v' })).toEqual({
    object: { a: [{ b: { 1: 'v' } }] },
    created: true,
  })
})

test('objectSet() replaces a null on the way', () => {
  expect(runPure(objectSet, { object: { a: null }, path: ['a', 'b'], value: 1 })).toEqual({
    object: { a: { b: 1 } },
    created: true,
  })
})

test('objectSet() writes null for an absent value and says whether the path was there', () => {
  expect(runPure(objectSet, { object: {}, path: ['a'] })).toEqual({ object: { a: null }, created: true })
  expect(runPure(objectSet, { object: { a: null }, path: ['a'], value: 1 })).toEqual({
    object: { a: 1 },
    created: false,
  })
})

test('objectSet() fills the gap before an index with null, up to a bound', () => {
  expect(runPure(objectSet, { object: ['a'], path: ['3'], value: 'd' })).toEqual({
    object: ['a', null, null, 'd'],
    created: true,
  })
  expect(() => runPure(objectSet, { object: [], path: [4_000_000_000], value: 1 })).toThrow('past the end of the array')
})

test('objectSet() with clone false changes the object it was given', () => {
  const object = { config: { alias: {} } }
  const { config } = object
  const result = runPure(objectSet, { object, path: ['config', 'alias', 'x'], value: 1, clone: false })
  expect(result).toEqual({ object: { config: { alias: { x: 1 } } }, created: true })
  expect((result as { object: unknown }).object).toBe(object)
  expect(config).toEqual({ alias: { x: 1 } })
})

test('objectSet() with clone false copies frozen containers', () => {
  const inner = Object.freeze({ x: 1 })
  const object = { inner }
  runPure(objectSet, { object, path: ['inner', 'x'], value: 2, clone: false })
  expect(inner).toEqual({ x: 1 })
  expect(object).toEqual({ inner: { x: 2 } })
})

test('objectSet() with clone false changes nothing when it fails', () => {
  const object = {}
  expect(() => runPure(objectSet, { object, path: ['a', 'b', -1], value: 1, clone: false })).toThrow(
    '"-1" is not an index',
  )
  expect(object).toEqual({})
})

test('objectSet() refuses missing segments when they may not be made', () => {
  const call = () => runPure(objectSet, { object: {}, path: ['a', 'b'], value: 1, createMissing: false })
  expect(call).toThrow(
    expect.objectContaining({ code: 'invalid_input', message: 'missing segment "a" in path ["a","b"]' }),
  )
  expect(runPure(objectSet, { object: {}, path: ['a'], value: 1, createMissing: false })).toEqual({
    object: { a: 1 },
    created: true,
  })
})

test('objectSet() refuses scalars on the way and keys on arrays', () => {
  expect(() => runPure(objectSet, { object: { a: 'text' }, path: ['a', 'b'], value: 1 })).toThrow(
    'cannot set path ["a","b"]: "a" holds a string, expected an object or an array',
  )
  expect(() => runPure(objectSet, { object: [], path: ['x'], value: 1 })).toThrow('"x" is not an index of the array')
  expect(() => runPure(objectSet, { object: {}, path: [], value: 1 })).toThrow('path must be a non-empty array')
})

test('objectSet() keeps hostile keys as data', () => {
  const { object } = runPure(objectSet, { object: {}, path: ['__proto__', 'polluted'], value: 1 }) as { object: object }
  expect(JSON.stringify(object)).toBe('{"__proto__":{"polluted":1}}')
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
  expect('polluted' in {}).toBe(false)
})

test('objectSet() with clone false puts no object into itself', () => {
  const object = { a: { b: {} } }
  for (const value of [object, [object.a], object.a.b]) {
    expect(() => runPure(objectSet, { object, path: ['a', 'b', 'c'], value, clone: false })).toThrow(
      'value must not contain the object that it is written into',
    )
  }
  expect(object).toEqual({ a: { b: {} } })
  expect(runPure(objectSet, { object, path: ['a', 'b'], value: object })).toEqual({
    object: { a: { b: { a: { b: {} } } } },
    created: false,
  })
})
