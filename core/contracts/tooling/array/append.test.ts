import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { toolingArrayAppend } from './append.ts'

test('toolingArrayAppend() orders items, values, value', () => {
  expect(runPure(toolingArrayAppend, { items: [1], values: [2, 3], value: [4] })).toEqual({
    items: [1, 2, 3, [4]],
    length: 4,
  })
})

test('toolingArrayAppend() adds null and skips what is absent', () => {
  expect(runPure(toolingArrayAppend, { items: [1], value: null })).toEqual({ items: [1, null], length: 2 })
  expect(runPure(toolingArrayAppend, { items: [1], value: undefined })).toEqual({ items: [1], length: 1 })
  expect(runPure(toolingArrayAppend, { items: 'text', values: 3 })).toEqual({ items: [], length: 0 })
})

test('toolingArrayAppend() never changes its input, also with clone false', () => {
  const items = [1]
  expect(runPure(toolingArrayAppend, { items, value: 2, clone: false })).toEqual({ items: [1, 2], length: 2 })
  expect(items).toEqual([1])
})
