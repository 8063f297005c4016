import { ByteReader, formatOffset } from './byte-reader.ts'
import { encodeU32 } from './leb128.ts'

/** Section numbers of the binary format. */
export const sectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const

/** The order in which sections stand in a file: the data count comes before the code that refers to it. */
const order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11]

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** A section's number and the place of its content in the file. */
export interface Section {
  readonly id: number
  readonly start: number
  readonly end: number
}

/**
 * Splits a module into its sections, in file order.
 *
 * @throws {Error} when the header is not that of a version 1 module, or a section is unknown, repeated or out of order.
 */
export function parseSections(bytes: Uint8Array): Section[] {
  const reader = new ByteReader(bytes)
  if (header.some((byte) => byte !== reader.u8())) throw new Error('Expected a WebAssembly module of version 1')
  const sections: Section[] = []
  let rank = -1
  while (!reader.done) {
    const at = reader.position
    const id = reader.u8()
    const length = reader.u32()
    const start = reader.position
    reader.skip(length)
    if (id !== sectionId.custom) {
      const next = order.indexOf(id)
      if (next <= rank) throw new Error(`Unexpected section ${id} at offset ${formatOffset(at)}`)
      rank = next
    }
    sections.push({ id, start, end: reader.position })
  }
  return sections
}

/** A section to be written. */
export interface SectionContent {
  readonly id: number
  readonly content: ArrayLike<number>
}

/** Writes a module; the sections may come in any order, custom ones go last. */
export function emitModule(sections: readonly SectionContent[]): Uint8Array<ArrayBuffer> {
  const rank = (id: number) => (id === sectionId.custom ? order.length : order.indexOf(id))
  const parts: ArrayLike<number>[] = [header]
  for (const { id, content } of [...sections].sort((a, b) => rank(a.id) - rank(b.id))) {
    parts.push([id, ...encodeU32(content.length)], content)
  }
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}
