import { ByteReader } from './byte-reader.ts'
import { recursiveFunctions } from './call-graph.ts'
import { readLocals } from './locals.ts'
import { indexModule } from './module-index.ts'
import { op, readInstruction } from './opcodes.ts'

/** What a module is made of, as far as it decides what metering means. */
export interface ModuleCounts {
  readonly functions: number
  readonly imports: number
  /** Functions whose frames are counted. */
  readonly recursiveFunctions: number
  readonly instructions: number
  readonly loops: number
  readonly memoryCopies: number
  readonly memoryFills: number
  /** Memory that grows behind the host's back would escape its cap on growth. */
  readonly memoryGrows: number
}

/**
 * The counts of the pinned QuickJS. An upgrade of the package changes them, and with them what a unit of fuel is worth:
 * look at the new module, measure again (README.md), then write the new numbers here.
 */
export const quickjsCounts: ModuleCounts = {
  functions: 1321,
  imports: 20,
  recursiveFunctions: 1055,
  instructions: 193_181,
  loops: 1079,
  memoryCopies: 60,
  memoryFills: 38,
  memoryGrows: 0,
}

/** SHA-256 of the metered QuickJS: the version of the fuel. */
export const meteredQuickjsSha256 = 'eb3a232558e12a50bad96e73afc6c0d5a82852de761e15e3040f08444191a0fe'

/** Counts a module, plain or metered. */
export function countModule(bytes: Uint8Array): ModuleCounts {
  const module = indexModule(bytes)
  const recursive = recursiveFunctions(module)
  const seen = new Map<number, number>()
  let instructions = 0
  for (const body of module.bodies) {
    const reader = new ByteReader(bytes, body.start, body.end)
    readLocals(reader)
    while (!reader.done) {
      const { opcode } = readInstruction(reader)
      instructions += 1
      seen.set(opcode, (seen.get(opcode) ?? 0) + 1)
    }
  }
  const count = (opcode: number) => seen.get(opcode) ?? 0
  return {
    functions: module.bodies.length,
    imports: module.imports,
    recursiveFunctions: module.bodies.filter(({ index }) => recursive.has(index)).length,
    instructions,
    loops: count(op.loop),
    memoryCopies: count(op.memoryCopy),
    memoryFills: count(op.memoryFill),
    memoryGrows: count(op.memoryGrow),
  }
}

/**
 * Checks counts against the recorded ones.
 *
 * @throws {Error} that lists every difference.
 */
export function assertCounts(found: ModuleCounts, expected: ModuleCounts): void {
  const differences = (Object.keys(expected) as (keyof ModuleCounts)[])
    .filter((name) => found[name] !== expected[name])
    .map((name) => `${name}: expected ${expected[name]}, found ${found[name]}`)
  if (differences.length > 0) throw new Error(`The QuickJS module has changed: ${differences.join('; ')}`)
}
