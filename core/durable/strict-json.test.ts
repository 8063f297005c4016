import { describe, expect, test } from 'vitest'
import { strictJson } from './strict-json.ts'

describe('strictJson()', () => {
  test('keeps the order of keys unless they are to be sorted', () => {
    const value = { b: [1, undefined, { z: null, a: 'é' }], a: -0.5, gone: undefined }
    expect(strictJson(value)).toBe('{"b":[1,null,{"z":null,"a":"é"}],"a":-0.5}')
    expect(strictJson(value, { sortKeys: true })).toBe('{"a":-0.5,"b":[1,null,{"a":"é","z":null}]}')
  })

  test('writes __proto__ as the data that it is', () => {
    const text = '{"__proto__":{"a":1}}'
    expect(strictJson(JSON.parse(text))).toBe(text)
  })

  test.each([
    [{ a: [() => 1] }, 'a function at a.0'],
    [{ n: Number.NaN }, 'the number NaN at n'],
    [{ at: new Date(0) }, 'an instance of Date at at'],
    [new Uint8Array(1), 'an instance of Uint8Array'],
    [10n, 'a bigint'],
    [{ [Symbol.asyncIterator]: null }, 'an object with symbols'],
  ])('refuses what JSON would change: %s', (value, message) => {
    expect(() => strictJson(value)).toThrow(message)
  })

  test('refuses handles that are alive, and a value that holds itself', () => {
    const handle = { id: 'stream-1' }
    expect(() => strictJson({ file: handle }, { isLive: (value) => value === handle })).toThrow(
      'an open stream at file',
    )
    const ring: unknown[] = []
    ring.push(ring)
    expect(() => strictJson(ring)).toThrow('nested')
  })
})
