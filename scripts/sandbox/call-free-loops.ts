import { ByteReader } from './byte-reader.ts'
import { readLocals } from './locals.ts'
import { op, readInstruction } from './opcodes.ts'

/**
 * Offsets of the `loop` opcodes of a function body between which and their `end` nothing is called. While such a loop
 * runs, nobody else touches the fuel.
 */
export function callFreeLoops(bytes: Uint8Array, body: { readonly start: number; readonly end: number }): Set<number> {
  const found = new Set<number>()
  const open: { readonly loop: number | undefined; calls: boolean }[] = []
  const reader = new ByteReader(bytes, body.start, body.end)
  readLocals(reader)
  while (!reader.done) {
    const { opcode, start } = readInstruction(reader)
    if (opcode === op.block || opcode === op.if) open.push({ loop: undefined, calls: false })
    if (opcode === op.loop) open.push({ loop: start, calls: false })
    const inner = open.at(-1)
    if (inner && (opcode === op.call || opcode === op.callIndirect)) inner.calls = true
    if (opcode === op.end) {
      const closed = open.pop()
      const outer = open.at(-1)
      if (closed?.calls && outer) outer.calls = true
      if (closed?.loop !== undefined && !closed.calls) found.add(closed.loop)
    }
  }
  return found
}
