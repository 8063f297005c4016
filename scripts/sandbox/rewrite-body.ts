import { ByteReader } from './byte-reader.ts'
import { callFreeLoops } from './call-free-loops.ts'
import { type ChargeTargets, charge, chargeCopy, chargeLength, copyFuel, enterFrame, leaveFrame } from './charge.ts'
import { encodeU32 } from './leb128.ts'
import { readLocals } from './locals.ts'
import type { FunctionBody } from './module-index.ts'
import { op, readInstruction } from './opcodes.ts'

const i32 = 0x7f
const i64 = 0x7e

/**
 * What instructions cost that work in proportion to an operand, as the exponent for `chargeLength`: 16 bytes or table
 * entries a unit, 64 KiB pages at the price of their bytes.
 */
const bulkShift = new Map<number, number>([
  [op.memoryInit, -4],
  [op.memoryCopy, -4],
  [op.memoryFill, -4],
  [op.memoryGrow, 12],
  [op.tableInit, -4],
  [op.tableCopy, -4],
  [op.tableGrow, -4],
  [op.tableFill, -4],
])

/**
 * What a call out of the module costs: the host's work behind it is not seen, and QuickJS's calls (time, time zone, host
 * functions) take about 0.5 to 1 µs. Without it a loop over `getTimezoneOffset()` runs 60 ns a unit; see README.md.
 */
const importCallUnits = 400

export interface BodyRewrite {
  /** Number of imported functions: the lowest indexes. */
  readonly importedFunctions: number
  /** Index of the fuel global. */
  readonly fuel: number
  /** How to count the function's frame; absent = not counted. */
  readonly frame?: {
    /** Index of the global with the frames left. */
    readonly frames: number
    /** Block type of a block without parameters and with the function's results. */
    readonly blockType: readonly number[]
  }
}

/**
 * The new content of a function body: the original instructions with charges at the entry, after each `loop`, and before
 * each bulk instruction and each call out of the module.
 *
 * When frames are counted the code stands in a block, and everything that would leave the function leaves the block, so
 * that there is one way out. A `return` becomes a branch out of all open blocks; a branch to the function's own label
 * already has the number that the new block now has.
 */
export function rewriteBody(
  bytes: Uint8Array,
  body: FunctionBody,
  { importedFunctions, fuel, frame }: BodyRewrite,
): number[] {
  const reader = new ByteReader(bytes, body.start, body.end)
  const locals = readLocals(reader)
  const firstSpare = body.type.params.length + locals.count
  const targets: ChargeTargets = { fuel, rest: firstSpare, length: firstSpare + 1 }
  const frameTargets = frame && { fuel, frames: frame.frames, found: firstSpare + 2 }

  const callFree = callFreeLoops(bytes, body)
  const out = charge(targets, 1)
  if (frame && frameTargets) out.push(...enterFrame(frameTargets), op.block, ...frame.blockType)

  let openBlocks = 0
  while (!reader.done) {
    const { opcode, index, start, end } = readInstruction(reader)
    const isLast = opcode === op.end && openBlocks === 0
    if (opcode === op.block || opcode === op.loop || opcode === op.if) openBlocks += 1
    if (opcode === op.end) openBlocks -= 1

    const shift = bulkShift.get(opcode)
    if (shift !== undefined) out.push(...chargeLength(targets, shift))
    if (opcode === op.call && index < importedFunctions) out.push(...charge(targets, importCallUnits))
    if (callFree.has(start)) out.push(...copyFuel(targets))
    if (opcode === op.return && frame) out.push(op.br, ...encodeU32(openBlocks))
    else for (let at = start; at < end; at += 1) out.push(bytes[at] ?? 0)
    if (opcode === op.loop) out.push(...(callFree.has(start) ? chargeCopy(targets) : charge(targets, 1)))
    if (isLast && frameTargets) out.push(...leaveFrame(frameTargets), op.end)
  }
  if (openBlocks !== -1) throw new Error(`Function ${body.index} has blocks that do not end`)

  const groups = [...locals.groups, { count: 1, type: i64 }, { count: 2, type: i32 }]
  return [...encodeU32(groups.length), ...groups.flatMap(({ count, type }) => [...encodeU32(count), type]), ...out]
}
