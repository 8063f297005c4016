import { describe, expect, it } from 'vitest'
import { Scope } from './scope.ts'

describe('Scope', () => {
  it('get() reads the nearest layer that has the key', () => {
    const outer = Scope.root({ a: 1, b: 2 })
    const inner = Scope.over(outer)
    inner.set('b', 3)
    expect([inner.get('a'), inner.get('b'), outer.get('b')]).toEqual([1, 3, 2])
  })

  it('get() knows own keys only', () => {
    expect(Scope.root({}).get('constructor')).toBeUndefined()
    expect(Scope.root({}).get('__proto__')).toBeUndefined()
  })

  it('set() with undefined hides what the parent has', () => {
    const inner = Scope.over(Scope.root({ a: 1, b: 2 }))
    inner.set('a', undefined)
    expect(inner.get('a')).toBeUndefined()
    expect(inner.toObject()).toEqual({ b: 2 })
  })

  it('toObject() keeps the place of a key that an inner layer overwrites', () => {
    const inner = Scope.over(Scope.root({ a: 1, b: 2 }))
    inner.set('c', 3)
    inner.set('a', 4)
    expect(Object.entries(inner.toObject())).toEqual([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ])
  })

  it('written() lists own keys only, in order of first writing', () => {
    const inner = Scope.over(Scope.root({ a: 1 }))
    for (const key of ['z', 'y', 'z']) inner.set(key, 0)
    expect(inner.written()).toEqual(['z', 'y'])
    expect(Scope.root({ a: 1 }).written()).toEqual([])
  })

  it('keeps working beyond the number of keys that are scanned', () => {
    const scope = Scope.root({})
    for (let index = 0; index < 100; index++) scope.set(`k${index}`, index)
    scope.set('k50', 'changed')
    expect([scope.get('k0'), scope.get('k50'), scope.get('k99')]).toEqual([0, 'changed', 99])
    expect(Object.keys(scope.toObject())).toHaveLength(100)
  })

  it('layers() shows each layer by itself, innermost first', () => {
    const inner = Scope.over(Scope.root({ a: 1 }))
    inner.set('b', 2)
    expect([...inner.layers()]).toEqual([{ b: 2 }, { a: 1 }])
  })

  it('treats __proto__ as data', () => {
    const scope = Scope.root(JSON.parse('{"__proto__": {"polluted": true}}'))
    const flat = scope.toObject()
    expect(Object.getPrototypeOf(flat)).toBe(Object.prototype)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
