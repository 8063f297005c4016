import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayAppend } from './append.ts'

test('arrayAppend() orders array, items, item and changes none of them', () => {
  const array = Object.freeze([1])
  const items = Object.freeze([2])
  expect(runPure(arrayAppend, { array, items, item: [3] })).toEqual({ value: [1, 2, [3]], length: 3 })
})

test('arrayAppend() adds a null item and skips an absent one', () => {
  expect(runPure(arrayAppend, { array: [], item: null })).toEqual({ value: [null], length: 1 })
  expect(runPure(arrayAppend, { array: [], item: undefined })).toEqual({ value: [], length: 0 })
})

test('arrayAppend() copies when there is nothing to add', () => {
  const array = [1]
  const { value } = runPure(arrayAppend, { array }) as { value: unknown[] }
  expect(value).toEqual([1])
  expect(value).not.toBe(array)
})

test('arrayAppend() refuses items that are no array', () => {
  expect(() => runPure(arrayAppend, { array: [], items: 'ab' })).toThrow('items must be an array')
  expect(() => runPure(arrayAppend, { items: [] })).toThrow('array must be an array')
})
