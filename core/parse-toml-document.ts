import { parse } from 'smol-toml'
import { ensureBounded } from './ensure-bounded.ts'
import type { Dict } from './values.ts'

/**
 * The table of a TOML text that somebody else wrote. It is never nested so deeply that walking through it could use up
 * the stack of a host: the parser bounds brackets, but a dotted key makes a table for each of its dots.
 *
 * @throws {KernelError} `value_too_deep`; a `TomlError` for text that is no TOML. Callers tell either in the words of the
 * document that they read.
 */
export function parseTomlDocument(text: string): Dict {
  const table: Dict = parse(text)
  ensureBounded(table)
  return table
}
