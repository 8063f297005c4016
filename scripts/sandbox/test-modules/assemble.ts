import { encodeU32 } from '../leb128.ts'
import { emitModule, type SectionContent, sectionId } from '../sections.ts'

/** Value types, as bytes. */
export const i32 = 0x7f
export const i64 = 0x7e
export const f32 = 0x7d
export const f64 = 0x7c

export interface TestFunction {
  readonly params?: readonly number[]
  readonly results?: readonly number[]
  /** Types of further locals, one group each. */
  readonly locals?: readonly number[]
  /** Instructions without the final `end`. */
  readonly code: readonly number[]
  /** Exported under this name. */
  readonly name?: string
}

export interface TestModule {
  /** Types of imported functions `host.f0`, `host.f1`, …; they come first in the index space. */
  readonly imports?: readonly { params?: readonly number[]; results?: readonly number[] }[]
  readonly functions: readonly TestFunction[]
  /** Further types, after those of imports and functions. */
  readonly types?: readonly { params?: readonly number[]; results?: readonly number[] }[]
  /** Pages of a memory exported as `memory`. */
  readonly memoryPages?: number
  /** Function indexes in table 0, from slot 0 on. */
  readonly table?: readonly number[]
  readonly exportsTable?: boolean
  readonly start?: number
  /** Sections in addition. */
  readonly extra?: readonly SectionContent[]
}

const vector = (items: readonly (readonly number[])[]): number[] => [...encodeU32(items.length), ...items.flat()]
const name = (text: string): number[] => vector([...new TextEncoder().encode(text)].map((byte) => [byte]))
const bytes = (list: readonly number[] = []): number[] => vector(list.map((byte) => [byte]))

/** Writes a small module. Types are not shared: type index = position of import, function or further type. */
export function assemble(parts: TestModule): Uint8Array<ArrayBuffer> {
  const { imports = [], functions, types = [], table, memoryPages, start, extra = [] } = parts
  const section = (id: number, items: readonly (readonly number[])[]): SectionContent[] =>
    items.length === 0 ? [] : [{ id, content: vector(items) }]
  const exports = functions.flatMap((fn, index) =>
    fn.name === undefined ? [] : [[...name(fn.name), 0, ...encodeU32(imports.length + index)]],
  )
  if (memoryPages !== undefined) exports.push([...name('memory'), 2, 0])
  if (parts.exportsTable) exports.push([...name('table'), 1, 0])
  return emitModule([
    ...section(
      sectionId.type,
      [...imports, ...functions, ...types].map((type) => [0x60, ...bytes(type.params), ...bytes(type.results)]),
    ),
    ...section(
      sectionId.import,
      imports.map((_, index) => [...name('host'), ...name(`f${index}`), 0, ...encodeU32(index)]),
    ),
    ...section(
      sectionId.function,
      functions.map((_, index) => encodeU32(imports.length + index)),
    ),
    ...section(sectionId.table, table ? [[0x70, 0, ...encodeU32(table.length)]] : []),
    ...section(sectionId.memory, memoryPages === undefined ? [] : [[0, ...encodeU32(memoryPages)]]),
    ...section(sectionId.export, exports),
    ...(start === undefined ? [] : [{ id: sectionId.start, content: encodeU32(start) }]),
    ...section(sectionId.element, table ? [[0, 0x41, 0, 0x0b, ...vector(table.map((index) => encodeU32(index)))]] : []),
    ...section(
      sectionId.code,
      functions.map((fn) => {
        const body = [...vector((fn.locals ?? []).map((type) => [1, type])), ...fn.code, 0x0b]
        return [...encodeU32(body.length), ...body]
      }),
    ),
    ...extra,
  ])
}
