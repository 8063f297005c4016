import { TomlError } from 'smol-toml'

/** What is wrong with a text that is no TOML. */
export interface TomlFault {
  /** For a message: `invalid value (line 8, column 6)`. */
  readonly reason: string
  /** Line and column, from 1; empty when the parser does not say. */
  readonly place: { readonly line?: number; readonly column?: number }
}

/** What the TOML parser threw, in one line. */
export function tomlFault(thrown: unknown): TomlFault {
  const message = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
  const reason = message.replace(/^Invalid TOML document: /, '')
  if (!(thrown instanceof TomlError)) return { reason, place: {} }
  const { line, column } = thrown
  return { reason: `${reason} (line ${line}, column ${column})`, place: { line, column } }
}
