import { describe, expect, it } from 'vitest'
import { diffValues } from './diff.ts'

describe('diffValues()', () => {
  it('finds nothing between equal values, whatever the key order', () => {
    expect(diffValues({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toEqual([])
  })

  it('names every differing path', () => {
    expect(diffValues({ a: [1, 2], b: { c: 1 }, 'd e': 1 }, { a: [1, 3], b: { c: '1' }, f: 0 })).toEqual([
      '$.a[1]: expected 2, found 3',
      '$.b.c: expected 1, found "1"',
      '$["d e"]: expected 1, found nothing',
      '$.f: expected nothing, found 0',
    ])
  })

  it('tells lists of different length', () => {
    expect(diffValues([1], [1, 2])).toEqual(['$: expected 1 items, found 2', '$[1]: expected nothing, found 2'])
  })

  it('keeps null and absence apart', () => {
    expect(diffValues({ a: null }, {})).toEqual(['$.a: expected null, found nothing'])
    expect(diffValues({}, { a: null })).toEqual(['$.a: expected nothing, found null'])
  })

  it('takes anything for <any> and nothing for <absent>', () => {
    expect(diffValues({ a: '<any>', b: '<absent>' }, { a: 7 })).toEqual([])
    expect(diffValues({ a: '<any>', b: '<absent>' }, { b: 7 })).toEqual([
      '$.a: expected "<any>", found nothing',
      '$.b: expected nothing, found 7',
    ])
  })

  it('ignores further keys as a subset, at every depth', () => {
    expect(diffValues({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, { subset: true })).toEqual([])
  })

  it('shortens long values', () => {
    expect(diffValues('', 'x'.repeat(500))[0]).toMatch(/… \(502 characters\)$/)
  })
})
