import { ByteReader, formatOffset } from './byte-reader.ts'
import { op, readInstruction } from './opcodes.ts'
import { parseSections, type Section, sectionId } from './sections.ts'

export interface FunctionType {
  readonly params: readonly number[]
  readonly results: readonly number[]
}

export interface FunctionBody {
  /** Index of the function among all functions, imports first. */
  readonly index: number
  readonly type: FunctionType
  /** Offsets of the locals' declaration and of the end of the code. */
  readonly start: number
  readonly end: number
}

/** What the meter needs to know of a module. */
export interface ModuleIndex {
  readonly bytes: Uint8Array
  readonly sections: readonly Section[]
  readonly types: readonly FunctionType[]
  readonly imports: number
  /** Type of every function, imports first. */
  readonly functions: readonly FunctionType[]
  readonly importedFunctions: number
  readonly globals: number
  readonly exportNames: readonly string[]
  /** Functions that the host can call by name. */
  readonly exportedFunctions: readonly number[]
  /** Functions that stand in an element segment, and so may be called through a table. */
  readonly tableFunctions: readonly number[]
  /** Whether a table is imported or exported, so that the host can change what it holds. */
  readonly sharesTable: boolean
  readonly bodies: readonly FunctionBody[]
}

const kind = { function: 0, table: 1, memory: 2, global: 3 }

/**
 * Reads the parts of a module that surround its code.
 *
 * @throws {Error} for what the meter does not handle: types other than plain functions, element segments made of
 * expressions.
 */
export function indexModule(bytes: Uint8Array): ModuleIndex {
  const sections = parseSections(bytes)
  const read = <Item>(id: number, readItem: (reader: ByteReader) => Item): Item[] => {
    const section = sections.find((candidate) => candidate.id === id)
    if (section === undefined) return []
    const reader = new ByteReader(bytes, section.start, section.end)
    return reader.vector(() => readItem(reader))
  }
  const types = read(sectionId.type, readFunctionType)
  const typeAt = (index: number): FunctionType => {
    const type = types[index]
    if (type === undefined) throw new Error(`Unknown function type ${index}`)
    return type
  }
  const imports = read(sectionId.import, readImport)
  const imported = imports.filter((entry) => entry.kind === kind.function).map((entry) => typeAt(entry.type))
  const defined = read(sectionId.function, (reader) => typeAt(reader.u32()))
  const exported = read(sectionId.export, (reader) => ({ name: reader.name(), kind: reader.u8(), index: reader.u32() }))
  const ranges = read(sectionId.code, (reader) => {
    const length = reader.u32()
    const start = reader.position
    reader.skip(length)
    return { start, end: reader.position }
  })
  if (ranges.length !== defined.length) {
    throw new Error(`Expected ${defined.length} function bodies, found ${ranges.length}`)
  }
  return {
    bytes,
    sections,
    types,
    imports: imports.length,
    functions: [...imported, ...defined],
    importedFunctions: imported.length,
    globals: imports.filter((entry) => entry.kind === kind.global).length + read(sectionId.global, skipGlobal).length,
    exportNames: exported.map(({ name }) => name),
    exportedFunctions: exported.filter((entry) => entry.kind === kind.function).map(({ index }) => index),
    sharesTable: [...imports, ...exported].some((entry) => entry.kind === kind.table),
    tableFunctions: read(sectionId.element, readElementFunctions).flat(),
    bodies: ranges.map((range, position) => {
      const index = imported.length + position
      return { ...range, index, type: defined[position] ?? typeAt(-1) }
    }),
  }
}

function readFunctionType(reader: ByteReader): FunctionType {
  const at = reader.position
  if (reader.u8() !== 0x60) throw new Error(`Expected a function type at offset ${formatOffset(at)}`)
  const valueType = () => {
    const byte = reader.u8()
    // i32, i64, f32, f64, v128, funcref, externref: one byte each, which also serves as a block type.
    if ((byte < 0x7b || byte > 0x7f) && byte !== 0x70 && byte !== 0x6f) {
      throw new Error(`Unsupported value type 0x${byte.toString(16)} at offset ${formatOffset(reader.position - 1)}`)
    }
    return byte
  }
  return { params: reader.vector(valueType), results: reader.vector(valueType) }
}

/** `type` is the index of the function's type; it means nothing for the other kinds. */
function readImport(reader: ByteReader): { kind: number; type: number } {
  reader.name()
  reader.name()
  const at = reader.position
  const importKind = reader.u8()
  switch (importKind) {
    case kind.function:
      return { kind: importKind, type: reader.u32() }
    case kind.table:
      reader.u8()
      skipLimits(reader)
      break
    case kind.memory:
      skipLimits(reader)
      break
    case kind.global:
      reader.skip(2)
      break
    default:
      throw new Error(`Unsupported import at offset ${formatOffset(at)}`)
  }
  return { kind: importKind, type: 0 }
}

function skipLimits(reader: ByteReader): void {
  const flags = reader.u8()
  reader.u32()
  if ((flags & 1) === 1) reader.u32()
}

function skipGlobal(reader: ByteReader): void {
  reader.skip(2)
  skipExpression(reader)
}

function skipExpression(reader: ByteReader): void {
  while (readInstruction(reader).opcode !== op.end);
}

/** Segments come in eight forms; bit 0 = passive or declared, bit 1 = explicit table or kind, bit 2 = expressions. */
function readElementFunctions(reader: ByteReader): number[] {
  const at = reader.position
  const form = reader.u32()
  if (form > 3) throw new Error(`Unsupported element segment at offset ${formatOffset(at)}`)
  if (form === 2) reader.u32()
  if ((form & 1) === 0) skipExpression(reader)
  if (form !== 0) reader.u8()
  return reader.vector(() => reader.u32())
}
