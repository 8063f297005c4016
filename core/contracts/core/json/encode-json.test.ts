import { expect, test } from 'vitest'
import { fc } from '../../../testing/fc.ts'
import { encodeJson } from './encode-json.ts'

test('encodeJson() sorts keys that look like indexes as text', () => {
  expect(encodeJson({ b: 1, 10: 1, 9: { z: 1, a: [] }, a: {} }, { sortKeys: true })).toBe(
    '{"10":1,"9":{"a":[],"z":1},"a":{},"b":1}',
  )
})

test('encodeJson() writes the same sorted or not when there is nothing to sort', () => {
  const oneKey = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false, -0, 1e21, 0.1),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 1 }),
    ),
  })).value
  fc.assert(
    fc.property(oneKey, fc.integer({ min: 0, max: 10 }), (value, space) => {
      expect(encodeJson(value, { space, sortKeys: true })).toBe(encodeJson(value, { space }))
    }),
  )
})

test('encodeJson() writes null for what JSON leaves out', () => {
  expect(encodeJson(undefined)).toBe('null')
  expect(encodeJson([undefined, Number.NaN], { sortKeys: true })).toBe('[null,null]')
  expect(encodeJson({ a: undefined, b: null }, { sortKeys: true })).toBe('{"b":null}')
})

test('encodeJson() tells a cycle from a deep value', () => {
  const cycle: Record<string, unknown> = { a: 1 }
  cycle['self'] = [cycle]
  expect(() => encodeJson(cycle)).toThrow(
    expect.objectContaining({ code: 'value_too_deep', message: 'Value contains itself' }),
  )
  expect(() => encodeJson(JSON.parse('['.repeat(5000) + ']'.repeat(5000)))).toThrow(
    expect.objectContaining({ code: 'value_too_deep', message: 'Value is nested in more than 1000 levels' }),
  )
})

test('encodeJson() refuses big integers', () => {
  expect(() => encodeJson({ n: 1n })).toThrow('JSON has no big integers')
})
