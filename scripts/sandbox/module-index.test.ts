import { describe, expect, it } from 'vitest'
import { indexModule } from './module-index.ts'
import { assemble, f64, i32, i64 } from './test-modules/assemble.ts'

const empty = { code: [] }

describe('indexModule()', () => {
  it('counts functions from the imports on', () => {
    const index = indexModule(
      assemble({
        imports: [{ params: [i32], results: [] }],
        functions: [{ params: [i64, f64], results: [i64], code: [0x20, 0], name: 'first' }, empty],
        table: [2, 1],
      }),
    )
    expect(index.imports).toBe(1)
    expect(index.importedFunctions).toBe(1)
    expect(index.functions).toEqual([
      { params: [i32], results: [] },
      { params: [i64, f64], results: [i64] },
      { params: [], results: [] },
    ])
    expect(index.bodies.map((body) => body.index)).toEqual([1, 2])
    expect(index.exportNames).toEqual(['first'])
    expect(index.exportedFunctions).toEqual([1])
    expect(index.tableFunctions).toEqual([2, 1])
    expect(index.sharesTable).toBe(false)
    expect(index.globals).toBe(0)
  })

  it('counts imported and defined globals, and steps over imported tables and memories', () => {
    const letter = [1, 0x61]
    const imports = [
      ...[...letter, ...letter, 1, 0x70, 1, 1, 2],
      ...[...letter, ...letter, 2, 0, 1],
      ...[...letter, ...letter, 3, i32, 0],
    ]
    const index = indexModule(
      assemble({
        functions: [empty],
        extra: [
          { id: 2, content: [3, ...imports] },
          { id: 6, content: [2, i32, 1, 0x41, 5, 0x0b, f64, 0, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b] },
        ],
      }),
    )
    expect(index.globals).toBe(3)
    expect(index.sharesTable).toBe(true)
    expect(indexModule(assemble({ functions: [empty], table: [0], exportsTable: true })).sharesTable).toBe(true)
  })

  it('reads passive, placed and declared element segments', () => {
    const content = [3, 1, 0, 1, 0, 2, 0, 0x41, 0, 0x0b, 0, 1, 1, 3, 0, 1, 0]
    const bytes = assemble({ functions: [empty, empty], extra: [{ id: 9, content }] })
    expect(indexModule(bytes).tableFunctions).toEqual([0, 1, 0])
  })

  it('refuses what it does not know', () => {
    const withSection = (id: number, ...content: number[]) => assemble({ functions: [], extra: [{ id, content }] })
    expect(() => indexModule(withSection(1, 1, 0x5f, 0))).toThrow('Expected a function type at offset 0xb')
    expect(() => indexModule(withSection(1, 1, 0x60, 1, 0x64, 0))).toThrow('Unsupported value type 0x64 at offset 0xd')
    expect(() => indexModule(withSection(2, 1, 0, 0, 4, 0, 0))).toThrow('Unsupported import at offset 0xd')
    expect(() => indexModule(withSection(9, 1, 4, 0x41, 0, 0x0b, 0))).toThrow('Unsupported element segment at offset')
    expect(() => indexModule(withSection(3, 1, 9))).toThrow('Unknown function type 9')
    expect(() => indexModule(withSection(10, 1, 2, 0, 0x0b))).toThrow('Expected 0 function bodies, found 1')
  })
})
