import { describe, expect, it } from 'vitest'
import { fc } from '../testing/fc.ts'
import type { Dict } from '../values.ts'
import { expandBindings } from './expand-bindings.ts'
import type { Finding } from './report.ts'

function expand(bindings: Dict, side: 'in' | 'out' = 'in') {
  const findings: Finding[] = []
  const expanded = expandBindings(bindings, side, `/${side}`, (finding) => findings.push(finding))
  return { expanded, findings, codes: findings.map((finding) => `${finding.code} ${finding.pointer}`) }
}

const wrap = (value: unknown) => ({ __lcod_optional__: true, value })

describe('expandBindings()', () => {
  it('turns = into the state path in `in` and into the field name in `out`', () => {
    expect(expand({ limit: '=' }).expanded).toEqual({ limit: '$.limit' })
    expect(expand({ limit: '=' }, 'out').expanded).toEqual({ limit: 'limit' })
  })

  it('wraps the binding of a key that ends with ? and expands its =', () => {
    expect(expand({ 'nick?': '$.user.nick', 'age?': '=' }).expanded).toEqual({
      nick: wrap('$.user.nick'),
      age: wrap('$.age'),
    })
    expect(expand({ 'age?': '=' }, 'out').expanded).toEqual({ age: wrap('age') })
  })

  it('takes one ? off, not more', () => {
    expect(expand({ 'a??': 1 }).expanded).toEqual({ 'a?': wrap(1) })
  })

  it('leaves nested values as they are', () => {
    const nested = { box: { k: '=', 'o?': 1, '...': '=' }, list: ['='] }
    expect(expand(nested).expanded).toEqual(nested)
  })

  it('keeps written order and puts the spreads first', () => {
    const { expanded } = expand({ b: 1, '...': '=', a: 2 })
    expect(Object.keys(expanded)).toEqual(['__lcod_spreads__', 'b', 'a'])
  })

  it('adds sugar spreads to canonical ones in written order', () => {
    const { expanded } = expand({ __lcod_spreads__: [{ source: '$.a' }], '...b': '=' })
    expect(expanded).toEqual({ __lcod_spreads__: [{ source: '$.a' }, { source: '$.b' }] })
  })

  it('warns when two keys mean the same name, and keeps the last', () => {
    const { expanded, codes, findings } = expand({ a: 1, 'a?': 2 })
    expect(expanded).toEqual({ a: wrap(2) })
    expect(codes).toEqual(['duplicate_binding /in/a?'])
    expect(findings[0]?.severity).toBe('warning')
  })

  it('refuses reserved names, also behind a ?', () => {
    const written = JSON.parse('{ "__proto__": 1, "constructor?": 2, "prototype": 3 }') as Dict
    const { expanded, codes } = expand(written)
    expect(expanded).toEqual({})
    expect(codes).toEqual(['reserved_key /in/__proto__', 'reserved_key /in/constructor?', 'reserved_key /in/prototype'])
  })

  it('refuses __proto__ anywhere in nested data, and allows constructor there', () => {
    const written = JSON.parse('{ "a": [{ "constructor": 1, "__proto__": {} }] }') as Dict
    expect(expand(written).codes).toEqual(['reserved_key /in/a/0/__proto__'])
  })

  it('ends on data that contains itself', () => {
    const cycle: Dict = {}
    cycle['self'] = cycle
    expect(expand({ cycle }).findings).toEqual([])
  })

  it('is idempotent, and never changes a prototype', () => {
    const key = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('...', '....g', '...lock', 'k?', 'a??', '__lcod_spreads__', '__proto__', 'constructor?', '='),
    )
    const leaf = fc.oneof(fc.constantFrom('=', '$.a', '$', null, true, 5), fc.jsonValue({ maxDepth: 2 }))
    const spread = fc.record({ source: leaf, path: leaf, pick: leaf, optional: leaf }, { requiredKeys: [] })
    const bindings = fc.array(fc.tuple(key, fc.oneof(leaf, spread, fc.array(spread)))).map((pairs) => {
      const written: Dict = {}
      for (const [name, value] of pairs) {
        Object.defineProperty(written, name, { value, enumerable: true, configurable: true, writable: true })
      }
      return written
    })
    fc.assert(
      fc.property(bindings, fc.constantFrom('in' as const, 'out' as const), (written, side) => {
        const before = structuredClone(written)
        const once = expand(written, side).expanded
        expect(written).toEqual(before)
        expect(expand(once, side).expanded).toEqual(once)
        expect(Object.getPrototypeOf(once)).toBe(Object.prototype)
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      }),
    )
  })
})
