import type { ByteReader } from './byte-reader.ts'

/** The declaration of a function's locals: groups of a count and a type. */
export interface Locals {
  readonly groups: readonly { readonly count: number; readonly type: number }[]
  /** Locals declared, parameters not included. */
  readonly count: number
}

/** Reads the declaration that opens a function body and leaves `reader` at the first instruction. */
export function readLocals(reader: ByteReader): Locals {
  const groups = reader.vector(() => ({ count: reader.u32(), type: reader.u8() }))
  return { groups, count: groups.reduce((total, group) => total + group.count, 0) }
}
