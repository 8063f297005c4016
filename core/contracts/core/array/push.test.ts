import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayPush } from './push.ts'

test('arrayPush() leaves its input alone by default', () => {
  const items = [1]
  expect(runPure(arrayPush, { items, value: [2] })).toEqual({ items: [1, [2]], length: 2 })
  expect(items).toEqual([1])
})

test('arrayPush() adds null for an absent value', () => {
  expect(runPure(arrayPush, { items: [] })).toEqual({ items: [null], length: 1 })
})

test('arrayPush() with clone false grows the array it was given', () => {
  const items = [1]
  const result = runPure(arrayPush, { items, value: 2, clone: false }) as { items: unknown[] }
  expect(result.items).toBe(items)
  expect(items).toEqual([1, 2])
})

test('arrayPush() with clone false copies a frozen array', () => {
  const items = Object.freeze([1])
  expect(runPure(arrayPush, { items, value: 2, clone: false })).toEqual({ items: [1, 2], length: 2 })
  expect(items).toEqual([1])
})

test('arrayPush() with clone false puts no array into itself', () => {
  const items: unknown[] = []
  const call = () => runPure(arrayPush, { items, value: { inner: items }, clone: false })
  expect(call).toThrow('value must not contain the array that it is added to')
  expect(items).toEqual([])
  expect(runPure(arrayPush, { items, value: items })).toEqual({ items: [[]], length: 1 })
})
