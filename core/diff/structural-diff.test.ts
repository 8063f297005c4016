import { describe, expect, it } from 'vitest'
import { structuralDiff } from './structural-diff.ts'

describe('structuralDiff()', () => {
  it('finds nothing when every expected part is there, at any depth', () => {
    expect(structuralDiff({ a: { b: 1, more: 2 }, l: [{ x: 1, y: 2 }] }, { a: { b: 1 }, l: [{ x: 1 }] })).toEqual([])
  })

  it('names each place that differs', () => {
    expect(structuralDiff({ a: 1, 'b c': { d: [1, 2] } }, { a: 2, 'b c': { d: [1, 3, 4] }, e: true })).toEqual([
      { path: '$.a', actual: 1, expected: 2 },
      { path: '$["b c"].d[1]', actual: 2, expected: 3 },
      { path: '$["b c"].d[2]', expected: 4 },
      { path: '$.e', expected: true },
    ])
  })

  it('refuses to compare what is nested without an end, or holds a part many times over', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    expect(() => structuralDiff(deep, deep)).toThrow(expect.objectContaining({ code: 'value_too_deep' }))
    let twice: unknown = {}
    for (let level = 0; level < 60; level++) twice = { a: twice, b: twice }
    expect(() => structuralDiff(twice, twice)).toThrow(expect.objectContaining({ code: 'value_too_large' }))
    expect(structuralDiff(deep, 1)).toHaveLength(1)
  })

  it('takes absence for null and not for anything else', () => {
    expect(structuralDiff({}, { a: null })).toEqual([])
    expect(structuralDiff({ a: 0 }, { a: null })).toEqual([{ path: '$.a', actual: 0, expected: null }])
    expect(structuralDiff({}, { a: 0 })).toEqual([{ path: '$.a', expected: 0 }])
  })

  it('reports list items that nobody expected', () => {
    expect(structuralDiff([1, 2], [1])).toEqual([{ path: '$[1]', actual: 2 }])
  })

  it('tells kinds apart', () => {
    expect(structuralDiff({ a: [] }, { a: {} })).toEqual([{ path: '$.a', actual: [], expected: {} }])
    expect(structuralDiff('1', 1)).toEqual([{ path: '$', actual: '1', expected: 1 }])
  })
})

describe('structuralDiff() with exact', () => {
  it('reports keys that nobody expected, unless they are null', () => {
    expect(structuralDiff({ a: { b: 1, c: 2, d: null }, e: 3 }, { a: { b: 1 } }, { exact: true })).toEqual([
      { path: '$.a.c', actual: 2 },
      { path: '$.e', actual: 3 },
    ])
  })
})
