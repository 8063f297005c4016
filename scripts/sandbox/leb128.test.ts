import { describe, expect, it } from 'vitest'
import { ByteReader } from './byte-reader.ts'
import { encodeSigned, encodeU32 } from './leb128.ts'

describe('encodeU32()', () => {
  it.each([
    [0, [0x00]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [624_485, [0xe5, 0x8e, 0x26]],
    [0xffffffff, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('writes %d in the shortest form', (value, bytes) => {
    expect(encodeU32(value)).toEqual(bytes)
    expect(new ByteReader(Uint8Array.from(bytes)).u32()).toBe(value)
  })

  it.each([-1, 1.5, 2 ** 32])('refuses %d', (value) => {
    expect(() => encodeU32(value)).toThrow('Expected an unsigned 32-bit integer')
  })
})

describe('encodeSigned()', () => {
  it.each<[number | bigint, number[]]>([
    [0, [0x00]],
    [-1, [0x7f]],
    [63, [0x3f]],
    [64, [0xc0, 0x00]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123_456, [0xc0, 0xbb, 0x78]],
    [2n ** 63n - 1n, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00]],
    [-(2n ** 63n), [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]],
  ])('writes %s with its sign in the last byte', (value, bytes) => {
    expect(encodeSigned(value)).toEqual(bytes)
  })
})
