import { type ByteReader, formatOffset } from './byte-reader.ts'

/** Opcodes that the meter looks at or writes. Those behind the prefix byte 0xfc are `0xfc00 + number`. */
export const op = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  br: 0x0c,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  tableSet: 0x26,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  i32LeS: 0x4c,
  i64LtS: 0x53,
  i32Sub: 0x6b,
  i64Sub: 0x7d,
  i64Shl: 0x86,
  i64ShrU: 0x88,
  i64ExtendI32U: 0xad,
  memoryInit: 0xfc08,
  memoryCopy: 0xfc0a,
  memoryFill: 0xfc0b,
  tableInit: 0xfc0c,
  tableCopy: 0xfc0e,
  tableGrow: 0xfc0f,
  tableFill: 0xfc11,
} as const

/** What follows an opcode: nothing, unsigned integers, or one of the special shapes. */
type Immediates =
  | 'none'
  | 'index'
  | 'index index'
  | 'block type'
  | 'branch table'
  | 'memory access'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'value types'
  | 'reference type'

const immediatesOf = new Map<number, Immediates>()

function define(immediates: Immediates, first: number, last = first): void {
  for (let opcode = first; opcode <= last; opcode += 1) immediatesOf.set(opcode, immediates)
}

define('none', 0x00, 0x01) // unreachable, nop
define('block type', 0x02, 0x04) // block, loop, if
define('none', 0x05) // else
define('none', 0x0b) // end
define('index', 0x0c, 0x0d) // br, br_if
define('branch table', 0x0e) // br_table
define('none', 0x0f) // return
define('index', 0x10) // call
define('index index', 0x11) // call_indirect: type, table
define('none', 0x1a, 0x1b) // drop, select
define('value types', 0x1c) // select with types
define('index', 0x20, 0x26) // local.get … global.set, table.get, table.set
define('memory access', 0x28, 0x3e) // loads and stores
define('index', 0x3f, 0x40) // memory.size, memory.grow
define('i32', 0x41)
define('i64', 0x42)
define('f32', 0x43)
define('f64', 0x44)
define('none', 0x45, 0xc4) // comparisons, arithmetic, conversions, sign extensions
define('reference type', 0xd0) // ref.null
define('none', 0xd1) // ref.is_null
define('index', 0xd2) // ref.func
define('none', 0xfc00, 0xfc07) // saturating truncations
define('index index', 0xfc08) // memory.init: data, memory
define('index', 0xfc09) // data.drop
define('index index', 0xfc0a) // memory.copy
define('index', 0xfc0b) // memory.fill
define('index index', 0xfc0c) // table.init: element, table
define('index', 0xfc0d) // elem.drop
define('index index', 0xfc0e) // table.copy
define('index', 0xfc0f, 0xfc11) // table.grow, table.size, table.fill

export interface Instruction {
  readonly opcode: number
  /** Offset of the opcode. */
  readonly start: number
  /** Offset of the next instruction. */
  readonly end: number
  /** The first unsigned immediate (a function, type, label, local … index); 0 when there is none. */
  readonly index: number
}

/**
 * Reads one instruction and leaves `reader` behind it.
 *
 * @throws {Error} with the opcode and its offset when the opcode is not in the table: an instruction that the meter does
 * not know may jump, loop, call or work in bulk without being charged, so the build must fail.
 */
export function readInstruction(reader: ByteReader): Instruction {
  const start = reader.position
  const first = reader.u8()
  const opcode = first === 0xfc ? 0xfc00 + reader.u32() : first
  const immediates = immediatesOf.get(opcode)
  if (immediates === undefined) {
    throw new Error(`Unknown opcode 0x${opcode.toString(16)} at offset ${formatOffset(start)}`)
  }
  const index = readImmediates(reader, immediates)
  return { opcode, start, end: reader.position, index }
}

function readImmediates(reader: ByteReader, immediates: Immediates): number {
  switch (immediates) {
    case 'none':
      return 0
    case 'index':
      return reader.u32()
    case 'index index': {
      const index = reader.u32()
      reader.u32()
      return index
    }
    case 'block type': // one byte for "empty" or a value type, else a signed 33-bit type index
      reader.skipInteger(5)
      return 0
    case 'branch table':
      reader.vector(() => reader.u32())
      return reader.u32()
    case 'memory access': {
      const at = reader.position
      // Bit 6 of the alignment announces a memory index; with one memory it never appears.
      if (reader.u32() >= 0x40) throw new Error(`Unsupported memory access at offset ${formatOffset(at)}`)
      return reader.u32()
    }
    case 'i32':
      reader.skipInteger(5)
      return 0
    case 'i64':
      reader.skipInteger(10)
      return 0
    case 'f32':
      reader.skip(4)
      return 0
    case 'f64':
      reader.skip(8)
      return 0
    case 'value types':
      reader.vector(() => reader.u8())
      return 0
    case 'reference type':
      reader.skipInteger(5)
      return 0
  }
}
