import { describe, expect, test } from 'vitest'
import { bookmarks, nextMoment, type SeqList } from './bookmarks.ts'

const listOf = (...seqs: number[]): SeqList => ({ length: seqs.length, at: (index) => seqs[index]! })
const none = { error: [], log: [], marked: [] }

describe('bookmarks()', () => {
  test('stand where their events are, errors over the others', () => {
    const moments = { error: [listOf(50)], log: [listOf(0, 100)], marked: [] }
    expect(bookmarks(moments, { first: 0, last: 100 })).toEqual([
      { kind: 'log', seq: 0, count: 1, at: 0 },
      { kind: 'log', seq: 100, count: 1, at: 1 },
      { kind: 'error', seq: 50, count: 1, at: 0.5 },
    ])
  })

  test('share a place where there are many, and none is lost', () => {
    const many: SeqList = { length: 100_000, at: (index) => index * 2 }
    const found = bookmarks({ ...none, log: [many] }, { first: 0, last: 200_000 })
    expect(found.length).toBeLessThanOrEqual(121)
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
  })

  test('leave out what is no longer kept, and join several lists of a kind', () => {
    const moments = { ...none, marked: [listOf(5, 40), listOf(40, 60)] }
    expect(bookmarks(moments, { first: 10, last: 60 })).toEqual([
      { kind: 'marked', seq: 40, count: 2, at: 0.6 },
      { kind: 'marked', seq: 60, count: 1, at: 1 },
    ])
  })
})

test('nextMoment() finds the nearest of all lists on either side, and not the moment itself', () => {
  const lists = [listOf(3, 10), listOf(7)]
  expect(nextMoment(lists, 3, 1)).toBe(7)
  expect(nextMoment(lists, 10, -1)).toBe(7)
  expect(nextMoment(lists, 3, -1)).toBeUndefined()
  expect(nextMoment([], 3, 1)).toBeUndefined()
})
