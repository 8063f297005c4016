import { describe, expect, it } from 'vitest'
import { ByteReader } from './byte-reader.ts'
import { readInstruction } from './opcodes.ts'

const read = (...bytes: number[]) => readInstruction(new ByteReader(Uint8Array.from(bytes)))

describe('readInstruction()', () => {
  it.each<[string, number[], number]>([
    ['unreachable', [0x00], 0],
    ['nop', [0x01], 0],
    ['block without result', [0x02, 0x40], 0],
    ['loop with a value type', [0x03, 0x7e], 0],
    ['if with a type index of two bytes', [0x04, 0x80, 0x01], 0],
    ['else', [0x05], 0],
    ['end', [0x0b], 0],
    ['br', [0x0c, 0x02], 2],
    ['br_if', [0x0d, 0x80, 0x01], 128],
    ['br_table', [0x0e, 0x02, 0x00, 0x81, 0x01, 0x03], 3],
    ['return', [0x0f], 0],
    ['call', [0x10, 0xac, 0x02], 300],
    ['call_indirect', [0x11, 0x05, 0x00], 5],
    ['drop', [0x1a], 0],
    ['select', [0x1b], 0],
    ['select with types', [0x1c, 0x01, 0x7f], 0],
    ['local.get', [0x20, 0x01], 1],
    ['global.set', [0x24, 0x02], 2],
    ['table.get', [0x25, 0x00], 0],
    ['i32.load', [0x28, 0x02, 0x80, 0x08], 1024],
    ['i64.store32', [0x3e, 0x02, 0x00], 0],
    ['memory.size', [0x3f, 0x00], 0],
    ['memory.grow', [0x40, 0x00], 0],
    ['i32.const of five bytes', [0x41, 0x80, 0x80, 0x80, 0x80, 0x78], 0],
    ['i64.const of ten bytes', [0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f], 0],
    ['f32.const', [0x43, 0xff, 0xff, 0xff, 0xff], 0],
    ['f64.const', [0x44, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 0],
    ['i32.eqz', [0x45], 0],
    ['f64.reinterpret_i64', [0xbf], 0],
    ['i64.extend32_s', [0xc4], 0],
    ['ref.null', [0xd0, 0x70], 0],
    ['ref.is_null', [0xd1], 0],
    ['ref.func', [0xd2, 0x07], 7],
    ['i32.trunc_sat_f32_s', [0xfc, 0x00], 0],
    ['i64.trunc_sat_f64_u', [0xfc, 0x07], 0],
    ['memory.init', [0xfc, 0x08, 0x03, 0x00], 3],
    ['data.drop', [0xfc, 0x09, 0x03], 3],
    ['memory.copy', [0xfc, 0x0a, 0x00, 0x00], 0],
    ['memory.fill', [0xfc, 0x0b, 0x00], 0],
    ['table.init', [0xfc, 0x0c, 0x01, 0x00], 1],
    ['elem.drop', [0xfc, 0x0d, 0x01], 1],
    ['table.copy', [0xfc, 0x0e, 0x00, 0x00], 0],
    ['table.grow', [0xfc, 0x0f, 0x00], 0],
    ['table.fill', [0xfc, 0x11, 0x00], 0],
  ])('reads %s to its last byte', (_, bytes, index) => {
    // The byte behind must stay unread.
    const instruction = read(...bytes, 0x01)
    expect(instruction.end).toBe(bytes.length)
    expect(instruction.index).toBe(index)
    expect(instruction.opcode).toBe(bytes[0] === 0xfc ? 0xfc00 + (bytes[1] ?? 0) : bytes[0])
  })

  it.each<[string, number[], string]>([
    ['exception handling', [0x06, 0x40], '0x6'],
    ['tail calls', [0x12, 0x00], '0x12'],
    ['typed function references', [0x14, 0x00], '0x14'],
    ['garbage collection', [0xfb, 0x00], '0xfb'],
    ['vectors', [0xfd, 0x0c], '0xfd'],
    ['atomics', [0xfe, 0x00], '0xfe'],
    ['wide arithmetic', [0xfc, 0x13], '0xfc13'],
  ])('refuses %s', (_, bytes, opcode) => {
    const reader = new ByteReader(Uint8Array.from([0x01, ...bytes]), 1)
    expect(() => readInstruction(reader)).toThrow(`Unknown opcode ${opcode} at offset 0x1`)
  })

  it('refuses an access to a numbered memory', () => {
    expect(() => read(0x28, 0x42, 0x01, 0x00)).toThrow('Unsupported memory access at offset 0x1')
  })
})
