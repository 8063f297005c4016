import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { assertCounts, countModule, meteredQuickjsSha256, quickjsCounts } from './golden.ts'
import { meterQuickJS, readPlainQuickJS, sha256 } from './quickjs-source.ts'

const plain = readPlainQuickJS()
const metered = meterQuickJS()

describe('the metered QuickJS', () => {
  it('starts from a module with the recorded counts', () => {
    expect(countModule(plain)).toEqual(quickjsCounts)
  })

  it('is valid and the same, byte for byte, each time', () => {
    expect(WebAssembly.validate(metered)).toBe(true)
    expect(meterQuickJS()).toEqual(metered)
    expect(sha256(metered)).toBe(meteredQuickjsSha256)
  })

  it('keeps functions, loops and imports, and adds two globals to the exports', () => {
    const { instructions, ...shape } = countModule(metered)
    const { instructions: before, ...expected } = quickjsCounts
    expect(shape).toEqual(expected)
    expect(instructions).toBeGreaterThan(before)
    const exports = (bytes: Uint8Array<ArrayBuffer>) => WebAssembly.Module.exports(new WebAssembly.Module(bytes))
    expect(exports(metered)).toEqual([
      ...exports(plain),
      { name: 'fuel', kind: 'global' },
      { name: 'frames', kind: 'global' },
    ])
  })

  it('is at most 25 KB larger when compressed', () => {
    expect(gzipSync(metered, { level: 9 }).length - gzipSync(plain, { level: 9 }).length).toBeLessThanOrEqual(25_000)
  })
})

describe('assertCounts()', () => {
  it('names every difference', () => {
    expect(() => assertCounts(quickjsCounts, quickjsCounts)).not.toThrow()
    expect(() => assertCounts({ ...quickjsCounts, loops: 1, memoryGrows: 2 }, quickjsCounts)).toThrow(
      'The QuickJS module has changed: loops: expected 1079, found 1; memoryGrows: expected 0, found 2',
    )
  })
})
