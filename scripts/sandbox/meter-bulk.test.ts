import { describe, expect, it } from 'vitest'
import { i32 } from './test-modules/assemble.ts'
import { runBoth } from './test-modules/run-module.ts'

const start = 1_000_000n
const params = [i32, i32, i32]
const operands = [0x20, 0, 0x20, 1, 0x20, 2]
const memory = {
  memoryPages: 1,
  functions: [
    { name: 'fill', params, code: [...operands, 0xfc, 0x0b, 0] },
    { name: 'copy', params, code: [...operands, 0xfc, 0x0a, 0, 0] },
    { name: 'grow', params: [i32], results: [i32], code: [0x20, 0, 0x40, 0] },
  ],
}

describe('meter() on bulk instructions', () => {
  it.each([
    ['fill', 0, 0n],
    ['fill', 15, 0n],
    ['fill', 16, 1n],
    ['fill', 65_536, 4096n],
    ['copy', 33, 2n],
  ])('charges %s of %d bytes with a unit per 16', (name, length, units) => {
    const { plain, metered } = runBoth(memory)
    for (const side of [plain, metered]) {
      side.memory().fill(3, 0, 9)
      side.call(name, 0, 5, length)
    }
    expect(metered.memory()).toEqual(plain.memory())
    expect(metered.fuel()).toBe(start - 1n - units)
  })

  it('charges before the work is done', () => {
    const { metered } = runBoth(memory)
    metered.setFuel(100n)
    expect(() => metered.call('fill', 0, 5, 65_536)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(100n - 1n - 4096n)
    expect(metered.memory().every((byte) => byte === 0)).toBe(true)
  })

  it('takes lengths as unsigned, so that none gives fuel back', () => {
    const { metered } = runBoth(memory)
    expect(() => metered.call('fill', 0, 5, -1)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBe(start - 1n - 0xfffffffn)
    metered.setFuel(2n ** 40n)
    expect(() => metered.call('copy', 0, 5, -1)).toThrow(WebAssembly.RuntimeError)
    expect(metered.fuel()).toBeGreaterThan(0n)
  })

  it('charges new pages by their bytes', () => {
    const { metered } = runBoth(memory)
    expect(metered.call('grow', 3)).toBe(1)
    expect(metered.fuel()).toBe(start - 1n - 3n * 4096n)
  })

  it('charges table instructions by entries', () => {
    const { metered } = runBoth({
      functions: [{ name: 'run', params, code: [...operands, 0xfc, 0x0e, 0, 0] }],
      table: Array.from({ length: 100 }, () => 0),
    })
    metered.call('run', 0, 50, 48)
    expect(metered.fuel()).toBe(start - 1n - 3n)
  })
})
