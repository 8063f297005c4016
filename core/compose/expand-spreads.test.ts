import { describe, expect, it } from 'vitest'
import { expandSpreads } from './expand-spreads.ts'
import type { Finding } from './report.ts'

function expand(value: unknown, key = '...', side: 'in' | 'out' = 'in') {
  const findings: Finding[] = []
  const spreads = expandSpreads(value, key, `/${side}/${key}`, side, (finding) => findings.push(finding))
  return {
    spreads,
    codes: findings.map((finding) => `${finding.severity ?? 'error'} ${finding.code} ${finding.pointer}`),
  }
}

describe('expandSpreads()', () => {
  it.each([
    ['=', '...', 'in', [{ source: '__lcod_state__' }]],
    ['=', '...', 'out', [{ source: '__lcod_result__' }]],
    ['=', '...lock', 'in', [{ source: '$.lock' }]],
    ['=', '...lock', 'out', [{ source: '$.lock' }]],
    ['=', '....g', 'in', [{ source: '$.g' }]],
    ['$.a', '...ignored', 'in', [{ source: '$.a' }]],
    [null, '...', 'in', []],
    [[], '...', 'in', []],
    [['=', null, '$.b', ['$.c']], '...x', 'in', [{ source: '$.x' }, { source: '$.b' }, { source: '$.c' }]],
    [{}, '...', 'in', [{ source: '__lcod_state__' }]],
    [{}, '...', 'out', [{ source: '__lcod_result__' }]],
    [{}, '...box', 'in', [{ source: '$.box' }]],
    [{ source: '$.a', path: '$.b' }, '...', 'in', [{ source: '$.a' }]],
    [{ path: '$.b' }, '...', 'in', [{ source: '$.b' }]],
    [{ source: '=' }, '...lock', 'in', [{ source: '__lcod_state__' }]],
    [{ source: { source: '$.in' } }, '...', 'in', [{ source: '$.in' }]],
    [{ source: { path: '$.in' } }, '...', 'in', [{ source: '$.in' }]],
    [{ source: {} }, '...', 'in', [{ source: '$.' }]],
    [{ pick: ['a', 1] }, '...box', 'out', [{ source: '$.box', pick: ['a', '1'] }]],
    [{ source: '$.a', optional: true, pick: [] }, '...', 'in', [{ source: '$.a', optional: true, pick: [] }]],
    [{ source: '$.a', optional: false }, '...', 'in', [{ source: '$.a', optional: false }]],
  ] as const)('reads %j under %s of %s', (value, key, side, expected) => {
    expect(expand(value, key, side)).toEqual({ spreads: expected, codes: [] })
  })

  it('refuses numbers, booleans and sources of the wrong kind', () => {
    expect(expand(5)).toEqual({ spreads: [], codes: ['error invalid_spread /in/...'] })
    expect(expand([true]).codes).toEqual(['error invalid_spread /in/.../0'])
    expect(expand({ source: 5 }).codes).toEqual(['error invalid_spread /in/.../source'])
    expect(expand({ path: ['$.a'] }).codes).toEqual(['error invalid_spread /in/.../path'])
    expect(expand({ pick: [{}, null, { toString: false }] }).codes).toEqual([
      'error invalid_spread /in/.../pick/0',
      'error invalid_spread /in/.../pick/1',
      'error invalid_spread /in/.../pick/2',
    ])
  })

  it('refuses to pick reserved keys', () => {
    expect(expand({ pick: ['__proto__'] }).codes).toEqual(['error reserved_key /in/.../pick/0'])
  })

  it('ignores options of the wrong type and unknown ones, with a warning', () => {
    const { spreads, codes } = expand({ source: '$.a', pick: 'a', optional: 'yes', sorce: 1 })
    expect(spreads).toEqual([{ source: '$.a' }])
    expect(codes).toEqual([
      'warning unknown_key /in/.../sorce',
      'warning ignored_spread_option /in/.../optional',
      'warning ignored_spread_option /in/.../pick',
    ])
  })
})
