import { ByteReader } from './byte-reader.ts'
import { readLocals } from './locals.ts'
import type { FunctionType, ModuleIndex } from './module-index.ts'
import { nodesOnCycles } from './nodes-on-cycles.ts'
import { op, readInstruction } from './opcodes.ts'

/**
 * The functions that can be on the stack twice: those on a cycle of the call graph. Only they can make the stack deep; all
 * others together add at most the longest path of a graph without cycles.
 *
 * The graph holds every call that can happen: an indirect call may reach each function of its signature that can stand
 * in a table, and an imported function may come back through every export.
 */
export function recursiveFunctions(module: ModuleIndex): Set<number> {
  const calls = module.bodies.map((body) => readCalls(module, body))
  // A table that only its element segments fill can hold no other function.
  const fixedTables = !module.sharesTable && calls.every((found) => !found.writesTable)
  const callable = new Set(fixedTables ? module.tableFunctions : module.functions.keys())

  // Node = function index; above them one node for the host and one per signature.
  const edges: number[][] = module.functions.map(() => [])
  const host = edges.push([...module.exportedFunctions]) - 1
  const signatures = new Map<string, number>()
  const signatureNode = (signature: string): number => {
    const known = signatures.get(signature)
    if (known !== undefined) return known
    const targets = [...callable].filter((index) => formatSignature(module.functions[index]) === signature)
    const node = edges.push(fixedTables ? targets : [...targets, host]) - 1
    signatures.set(signature, node)
    return node
  }
  for (let index = 0; index < module.importedFunctions; index += 1) edges[index] = [host]
  if (module.sharesTable) edges[host]?.push(...callable)
  module.bodies.forEach((body, position) => {
    const found = calls[position]
    if (found === undefined) return
    edges[body.index] = [...found.direct, ...[...found.indirect].map((type) => signatureNode(type))]
  })
  return new Set([...nodesOnCycles(edges)].filter((node) => node < module.functions.length))
}

interface Calls {
  readonly direct: Set<number>
  /** Signatures of indirect calls. */
  readonly indirect: Set<string>
  /** Whether the function can put something new into a table. */
  readonly writesTable: boolean
}

function readCalls(module: ModuleIndex, body: { start: number; end: number }): Calls {
  const direct = new Set<number>()
  const indirect = new Set<string>()
  let writesTable = false
  const reader = new ByteReader(module.bytes, body.start, body.end)
  readLocals(reader)
  while (!reader.done) {
    const { opcode, index } = readInstruction(reader)
    if (opcode === op.call) direct.add(index)
    if (opcode === op.callIndirect) indirect.add(formatSignature(module.types[index]))
    if (opcode === op.tableSet || opcode === op.tableGrow || opcode === op.tableFill) writesTable = true
  }
  return { direct, indirect, writesTable }
}

function formatSignature(type: FunctionType | undefined): string {
  if (type === undefined) throw new Error('Unknown function type in a call')
  return `${type.params.join()}:${type.results.join()}`
}
