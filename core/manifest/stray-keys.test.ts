import { expect, test } from 'vitest'
import { strayKeys } from './stray-keys.ts'

const schema = {
  additionalProperties: false,
  properties: {
    open: { type: 'object' },
    map: { additionalProperties: { $ref: '#/$defs/entry' } },
    list: { items: { $ref: '#/$defs/entry' } },
  },
  $defs: {
    entry: { additionalProperties: false, properties: { name: { type: 'string' }, inner: { $ref: '#/$defs/entry' } } },
  },
}

test('strayKeys() names the keys that a closed table has no place for, at any depth', () => {
  const value = {
    odd: 1,
    open: { anything: { at: 'all' } },
    map: { a: { name: 'x', odd: 1 }, b: { inner: { inner: { odd: 1 } } } },
    list: [{ name: 'x' }, { odd: 1 }],
  }
  expect(strayKeys(value, schema)).toEqual([
    { path: ['odd'] },
    { path: ['map', 'a', 'odd'] },
    { path: ['map', 'b', 'inner', 'inner', 'odd'] },
    { path: ['list', '1', 'odd'] },
  ])
})

test('strayKeys() does not take inherited names for known ones, and passes over what has the wrong type', () => {
  expect(strayKeys({ toString: 1, map: 'text', list: { a: 1 } }, schema)).toEqual([{ path: ['toString'] }])
})

test('strayKeys() names the keys that are no names', () => {
  const named = { propertyNames: { $ref: '#/$defs/short' }, $defs: { short: { pattern: '^[a-z]{2}$' } } }
  expect(strayKeys({ fr: 1, french: 1 }, named)).toEqual([{ path: ['french'], pattern: '^[a-z]{2}$' }])
})
