import { describe, expect, it } from 'vitest'
import { parsePath, readPathIn } from './path.ts'

const read = (path: string, root: unknown) => readPathIn(root, parsePath(path))

describe('readPathIn()', () => {
  it('walks objects by key and arrays by decimal index', () => {
    expect(read('a.1.b', { a: [{}, { b: 7 }] })).toBe(7)
  })

  it('finds nothing behind scalars, prototypes and lengths', () => {
    for (const path of ['t.0', 't.length', 'l.length', 'l.-1', 'l.01', 'o.constructor', 'o.__proto__', 'n.x']) {
      expect(read(path, { t: 'text', l: [1], o: {}, n: null })).toBeUndefined()
    }
  })

  it('reads an empty segment as the empty key', () => {
    expect(read('', { '': 1 })).toBe(1)
    expect(read('a..b', { a: { '': { b: 2 } } })).toBe(2)
  })

  it('reads brackets as an index unless a key is spelled so', () => {
    expect(read('a[1]', { a: [1, 2] })).toBe(2)
    expect(read('a[0][1].b', { a: [[0, { b: 3 }]] })).toBe(3)
    expect(read('a[1]', { 'a[1]': 'literal', a: [1, 2] })).toBe('literal')
    expect(read('a[x]', { a: { x: 1 } })).toBeUndefined()
  })
})
