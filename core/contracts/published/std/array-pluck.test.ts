import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { arrayPluck } from './array-pluck.ts'

test('arrayPluck() gives the field of each object that has it, and lists as they are', () => {
  const items = [{ id: 1 }, 'text', { other: 2 }, null, { id: null }, { id: [3] }]
  expect(runPure(arrayPluck, { items, field: 'id' })).toEqual({ values: [1, null, [3]] })
})

test('arrayPluck() does not see what objects inherit, and gives nothing for what is no list', () => {
  expect(runPure(arrayPluck, { items: [{}], field: 'toString' })).toEqual({ values: [] })
  expect(runPure(arrayPluck, { items: 'text', field: 'id' })).toEqual({ values: [] })
})
