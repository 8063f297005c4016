import { ByteReader } from './byte-reader.ts'
import { recursiveFunctions } from './call-graph.ts'
import { encodeSigned, encodeU32 } from './leb128.ts'
import { type FunctionType, indexModule, type ModuleIndex } from './module-index.ts'
import { op } from './opcodes.ts'
import { rewriteBody } from './rewrite-body.ts'
import { emitModule, sectionId } from './sections.ts'

/** Names under which the meter's globals are exported. */
export const fuelExport = 'fuel'
export const framesExport = 'frames'

export interface MeterOptions {
  /** Frames of recursive functions that may be open at the same time. */
  readonly maxFrames: number
  /** Fuel that a new instance has before the host gives any; what the start function needs. Default 0. */
  readonly initialFuel?: bigint
}

const i32 = 0x7f
const i64 = 0x7e
const mutable = 1
const globalKind = 3
const emptyBlock = 0x40

/**
 * Rewrites a module so that it counts its work and its depth and traps at the limits.
 *
 * The result exports two mutable globals more. `fuel` (i64) falls by one at each function entry and loop turn, by length
 * for bulk instructions, and by a fixed price for calls out of the module. `frames` (i32) is how many recursive calls may
 * still be opened. Existing indexes do not change. Equal input gives equal bytes.
 *
 * @throws {Error} when the module holds something that the meter does not know, or already exports these names.
 */
export function meter(bytes: Uint8Array, { maxFrames, initialFuel = 0n }: MeterOptions): Uint8Array<ArrayBuffer> {
  const module = indexModule(bytes)
  for (const name of [fuelExport, framesExport]) {
    if (module.exportNames.includes(name)) throw new Error(`The module already exports "${name}"`)
  }
  if (module.tableFunctions.some((index) => index < module.importedFunctions)) {
    throw new Error('Unsupported imported function in a table: indirect calls of it could not be charged')
  }
  const fuel = module.globals
  const frames = module.globals + 1
  const blockTypes = new BlockTypes(module.types)
  const recursive = recursiveFunctions(module)
  const bodies = module.bodies.map((body) => {
    const frame = recursive.has(body.index) ? { frames, blockType: blockTypes.of(body.type.results) } : undefined
    const content = rewriteBody(bytes, body, {
      importedFunctions: module.importedFunctions,
      fuel,
      ...(frame && { frame }),
    })
    return [...encodeU32(content.length), ...content]
  })
  const additions = new Map<number, number[][]>([
    [sectionId.type, blockTypes.added],
    [
      sectionId.global,
      [
        [i64, mutable, op.i64Const, ...encodeSigned(initialFuel), op.end],
        [i32, mutable, op.i32Const, ...encodeSigned(maxFrames), op.end],
      ],
    ],
    [sectionId.export, [exportEntry(fuelExport, fuel), exportEntry(framesExport, frames)]],
  ])
  return emitModule(rewriteSections(module, additions, bodies))
}

function rewriteSections(module: ModuleIndex, additions: Map<number, number[][]>, bodies: number[][]) {
  const kept = module.sections.map(({ id, start, end }) => {
    const added = additions.get(id)
    additions.delete(id)
    if (id === sectionId.code) return { id, content: [...encodeU32(bodies.length), ...bodies.flat()] }
    if (added === undefined || added.length === 0) return { id, content: module.bytes.subarray(start, end) }
    const reader = new ByteReader(module.bytes, start, end)
    const count = reader.u32()
    const items = reader.take(end - reader.position)
    return { id, content: [...encodeU32(count + added.length), ...items, ...added.flat()] }
  })
  const fresh = [...additions]
    .filter(([, added]) => added.length > 0)
    .map(([id, added]) => ({ id, content: [...encodeU32(added.length), ...added.flat()] }))
  return [...kept, ...fresh]
}

function exportEntry(name: string, index: number): number[] {
  const text = new TextEncoder().encode(name)
  return [...encodeU32(text.length), ...text, globalKind, ...encodeU32(index)]
}

/** Block types for function results: one byte where the format has one, else a function type, added when needed. */
class BlockTypes {
  readonly added: number[][] = []
  readonly #indexes = new Map<string, number>()
  #next: number

  constructor(types: readonly FunctionType[]) {
    this.#next = types.length
  }

  of(results: readonly number[]): number[] {
    const [first, second] = results
    if (first === undefined) return [emptyBlock]
    if (second === undefined) return [first]
    const key = results.join()
    const index = this.#indexes.get(key) ?? this.#next
    if (index === this.#next) {
      this.added.push([0x60, 0, ...encodeU32(results.length), ...results])
      this.#indexes.set(key, index)
      this.#next += 1
    }
    return encodeSigned(index)
  }
}
