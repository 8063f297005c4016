import { describe, expect, it } from 'vitest'
import { emitModule, parseSections } from './sections.ts'

const module = (...sections: number[]) => Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections])

describe('parseSections()', () => {
  it('gives the place of each content, custom sections included', () => {
    expect(parseSections(module(0, 2, 1, 0x61, 1, 1, 0, 0, 2, 1, 0x62))).toEqual([
      { id: 0, start: 10, end: 12 },
      { id: 1, start: 14, end: 15 },
      { id: 0, start: 17, end: 19 },
    ])
    expect(parseSections(module())).toEqual([])
  })

  it('takes the data count before the code', () => {
    expect(parseSections(module(12, 1, 0, 10, 1, 0, 11, 1, 0)).map(({ id }) => id)).toEqual([12, 10, 11])
    expect(() => parseSections(module(10, 1, 0, 12, 1, 0))).toThrow('Unexpected section 12 at offset 0xb')
  })

  it('refuses other files, unknown and repeated sections, and lengths past the end', () => {
    expect(() => parseSections(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46]))).toThrow('Expected a WebAssembly module')
    expect(() => parseSections(module(13, 0))).toThrow('Unexpected section 13 at offset 0x8')
    expect(() => parseSections(module(1, 1, 0, 1, 1, 0))).toThrow('Unexpected section 1 at offset 0xb')
    expect(() => parseSections(module(1, 5, 0))).toThrow('The data ends early')
  })
})

describe('emitModule()', () => {
  it('writes sections in the order of the format', () => {
    const bytes = emitModule([
      { id: 10, content: [0] },
      { id: 0, content: [1, 0x61] },
      { id: 12, content: [0] },
      { id: 1, content: [0] },
    ])
    expect(bytes).toEqual(module(1, 1, 0, 12, 1, 0, 10, 1, 0, 0, 2, 1, 0x61))
  })
})
