import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { objectMerge } from './merge.ts'

const left = { keep: 1, nested: { a: 1, list: [1] }, list: [1] }
const right = { nested: { b: 2, list: [2] }, list: [2], added: null }

test('objectMerge() replaces whole values when shallow', () => {
  expect(runPure(objectMerge, { left, right })).toEqual({
    value: { keep: 1, nested: { b: 2, list: [2] }, list: [2], added: null },
    conflicts: ['added', 'list', 'nested'],
  })
})

test('objectMerge() merges objects and replaces arrays when deep', () => {
  expect(runPure(objectMerge, { left, right, deep: true })).toMatchObject({
    value: { keep: 1, nested: { a: 1, b: 2, list: [2] }, list: [2], added: null },
  })
})

test('objectMerge() joins arrays on every level when asked', () => {
  expect(runPure(objectMerge, { left, right, deep: true, arrayStrategy: 'concat' })).toMatchObject({
    value: { nested: { list: [1, 2] }, list: [1, 2] },
  })
})

test('objectMerge() takes what is no object for an empty one, and leaves conflicts out when there are none', () => {
  expect(runPure(objectMerge, { left: [1], right: null })).toEqual({ value: {} })
  expect(runPure(objectMerge, { left: { a: 1 } })).toEqual({ value: { a: 1 } })
})

test('objectMerge() refuses an unknown arrayStrategy', () => {
  expect(() => runPure(objectMerge, { left, right, arrayStrategy: 'zip' })).toThrow(
    'arrayStrategy must be one of replace, concat',
  )
})

test('objectMerge() keeps hostile keys as data', () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}}')
  const { value } = runPure(objectMerge, { left: { a: 1 }, right: hostile, deep: true }) as { value: object }
  expect(JSON.stringify(value)).toBe('{"a":1,"__proto__":{"polluted":true}}')
  expect('polluted' in {}).toBe(false)
})

test('objectMerge() ends a walk through objects that contain themselves', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const other: Record<string, unknown> = {}
  other['self'] = other
  expect(() => runPure(objectMerge, { left: cycle, right: other, deep: true })).toThrow(
    expect.objectContaining({ code: 'value_too_deep' }),
  )
})
