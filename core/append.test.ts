import { expect, test } from 'vitest'
import { append } from './append.ts'

test('append() adds more items than a call takes arguments', () => {
  const list = [-1]
  append(
    list,
    Array.from({ length: 1_000_000 }, (_, at) => at),
  )
  expect([list.length, list[0], list.at(-1)]).toEqual([1_000_001, -1, 999_999])
})
