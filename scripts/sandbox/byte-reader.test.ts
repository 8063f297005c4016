import { describe, expect, it } from 'vitest'
import { ByteReader } from './byte-reader.ts'

const reader = (...bytes: number[]) => new ByteReader(Uint8Array.from(bytes))

describe('ByteReader', () => {
  it('reads names and vectors', () => {
    expect(reader(3, 0xe2, 0x82, 0xac).name()).toBe('€')
    const list = reader(2, 7, 8)
    expect(list.vector(() => list.u8())).toEqual([7, 8])
    expect(list.done).toBe(true)
  })

  it('stops at its end, not at that of the file', () => {
    const part = new ByteReader(Uint8Array.from([1, 2, 3]), 1, 2)
    expect(part.u8()).toBe(2)
    expect(() => part.u8()).toThrow('The data ends early at 0x2')
    expect(() => reader(5, 1).take(3)).toThrow('The data ends early at 0x2')
  })

  it('refuses integers that are too long', () => {
    expect(() => reader(0xff, 0xff, 0xff, 0xff, 0x1f).u32()).toThrow('The integer at 0x0 does not fit 32 bits')
    expect(() => reader(0x80, 0x80, 0x80, 0x80, 0x80, 0x00).u32()).toThrow('does not fit 32 bits')
    expect(() => reader(0x80, 0x80, 0x00).skipInteger(2)).toThrow('The integer at 0x0 is longer than 2 bytes')
  })
})
