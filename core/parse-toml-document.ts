import { parse } from 'smol-toml'
import { ValueWalk } from './value-limits.ts'
import { type Dict, isDict } from './values.ts'

/**
 * The table of a TOML text that somebody else wrote. It is never nested so deeply that walking through it could use up
 * the stack of a host: the parser bounds brackets, but a dotted key makes a table for each of its dots.
 *
 * @throws {KernelError} `value_too_deep`; a `TomlError` for text that is no TOML. Callers tell either in the words of the
 * document that they read.
 */
export function parseTomlDocument(text: string): Dict {
  const table: Dict = parse(text)
  enter(table, 0, new ValueWalk())
  return table
}

function enter(value: unknown, depth: number, walk: ValueWalk): void {
  if (!Array.isArray(value) && !isDict(value)) return
  const parts = Object.values(value)
  walk.enter(depth, parts.length)
  for (const part of parts) enter(part, depth + 1, walk)
}
