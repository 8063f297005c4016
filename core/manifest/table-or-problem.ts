import type { Problem } from '../compose/problem.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { type Dict, isDict } from '../values.ts'
import { readManifestTable } from './manifest-table.ts'

/** The table of a TOML text, or where it stops being TOML. */
export function tableOrProblem(text: string, file: string): { readonly table: Dict } | { readonly problem: Problem } {
  try {
    return { table: readManifestTable(text, file) }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { problem: syntaxProblem(error, text, file) }
  }
}

function syntaxProblem(error: KernelError, text: string, file: string): Problem {
  const source = { file, ...tomlPlace(error, text) }
  return { severity: 'error', code: 'invalid_manifest', message: error.message, pointer: '', source }
}

/** The offsets of the line and column that an error of reading TOML has; those of the beginning when it has none. */
export function tomlPlace(error: KernelError, text: string): { readonly start: number; readonly end: number } {
  const data = isDict(error.data) ? error.data : {}
  const line = typeof data['line'] === 'number' ? data['line'] : 1
  const column = typeof data['column'] === 'number' ? data['column'] : 1
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const start = Math.min(before + column - 1, text.length)
  return { start, end: Math.min(start + 1, text.length) }
}
