import { describe, expect, test } from 'vitest'
import { prepareBindings, readBindings, readOuterBindings } from './bindings.ts'

const read = (bindings: object, state: unknown) => readBindings(prepareBindings(bindings), state)

describe('readBindings()', () => {
  test('reads paths with and without a root, ignoring empty segments', () => {
    const state = { a: { b: [10, { c: 1 }] } }
    expect(
      read({ x: { path: '$.a.b.0' }, y: { path: 'a.b.1.c' }, z: { path: '$.a..b.' }, all: { path: '$' } }, state),
    ).toEqual({
      x: 10,
      y: 1,
      z: [10, { c: 1 }],
      all: state,
    })
  })

  test('uses a default for what is missing only', () => {
    const bindings = {
      a: { path: '$.none', default: 1 },
      b: { path: '$.gone', default: 2 },
      c: { path: '$.gone' },
      d: { default: 3 },
    }
    expect(read(bindings, { none: null })).toEqual({ a: null, b: 2, d: 3 })
  })

  test('prefers a value, and ignores what is no descriptor', () => {
    expect(read({ a: { path: '$.x', value: null }, b: 5, c: null, d: 'e', f: {} }, { x: 1 })).toEqual({ a: null })
    expect(read([{ path: '$' }], {})).toEqual({})
  })

  test('sees own properties only, and no state at all', () => {
    expect(read({ a: { path: '$.constructor' }, b: { path: '$.x.length' }, c: { path: '' } }, { x: 'text' })).toEqual(
      {},
    )
    expect(read({ a: { path: '$.b' }, c: { path: '$' } }, null)).toEqual({ c: null })
  })

  test('makes a name like __proto__ data', () => {
    const values = read(JSON.parse('{"__proto__":{"value":1}}'), {})
    expect(Object.keys(values)).toEqual(['__proto__'])
  })
})

describe('readOuterBindings()', () => {
  test('reads the surrounding state, and slot variables under $slot', () => {
    const state = {
      get: (key: string) => (key === 'user' ? { name: 'Ida' } : undefined),
      toObject: () => ({ user: 1 }),
    }
    const bindings = {
      n: { path: '$.user.name' },
      i: { path: '$slot.item.id' },
      all: { path: '$' },
      d: { path: '$slot.no', default: 0 },
    }
    expect(readOuterBindings(prepareBindings(bindings), { state, slotVars: { item: { id: 7 } } })).toEqual({
      n: 'Ida',
      i: 7,
      all: { user: 1 },
      d: 0,
    })
  })
})
