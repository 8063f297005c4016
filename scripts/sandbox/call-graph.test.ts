import { describe, expect, it } from 'vitest'
import { recursiveFunctions } from './call-graph.ts'
import { indexModule } from './module-index.ts'
import { assemble, i32, type TestModule } from './test-modules/assemble.ts'

const call = (index: number) => [0x10, index]
/** Type index = position of the function, because the assembler shares no types. */
const callSlot0 = (type: number) => [0x41, 0, 0x11, type, 0]
const recursive = (parts: TestModule) => [...recursiveFunctions(indexModule(assemble(parts)))].sort()

describe('recursiveFunctions()', () => {
  it('finds direct and mutual recursion, not the functions around it', () => {
    const functions = [
      { code: call(1), name: 'main' },
      { code: call(2) },
      { code: [...call(1), ...call(3)] },
      { code: [] },
      { code: call(4) },
    ]
    expect(recursive({ functions })).toEqual([1, 2, 4])
  })

  it('counts an indirect call as a call of every table function of its signature', () => {
    const functions = [
      { code: callSlot0(0) },
      { code: call(0) },
      { params: [i32], code: call(0) },
      { code: call(0), name: 'notInTable' },
    ]
    expect(recursive({ functions, table: [1, 2] })).toEqual([0, 1])
  })

  it('compares signatures, not type indexes', () => {
    const functions = [{ code: callSlot0(2) }, { code: call(0) }]
    expect(recursive({ functions, types: [{}], table: [1] })).toEqual([0, 1])
  })

  it('lets an imported function come back through every export', () => {
    const functions = [{ code: call(2) }, { code: call(0) }, { code: call(1) }]
    expect(recursive({ imports: [{}], functions })).toEqual([])
    const exported = [{ code: call(2), name: 'entry' }, { code: call(0) }, { code: call(1) }]
    expect(recursive({ imports: [{}], functions: exported })).toEqual([0, 1, 2])
  })

  it('expects any function in a table that can change', () => {
    const functions = [{ code: callSlot0(0) }, { code: call(0) }]
    expect(recursive({ functions, table: [] })).toEqual([])
    expect(recursive({ functions, table: [], exportsTable: true })).toEqual([0, 1])
    const writer = { params: [i32], code: [0x41, 0, 0xd2, 1, 0x26, 0] }
    expect(recursive({ functions: [...functions, writer], table: [] })).toEqual([0, 1])
  })

  it('refuses a call of an unknown type', () => {
    expect(() => recursive({ functions: [{ code: callSlot0(9) }], table: [0] })).toThrow('Unknown function type')
  })
})
