import { parseArgs } from 'node:util'
import { nearestName } from '../../../core/compose/nearest-name.ts'
import { UsageError } from './usage-error.ts'

/** One flag of a command: what the parser accepts and what the help prints. */
export interface FlagSpec {
  /** Without dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** Other long names that mean the same. */
  readonly aliases?: readonly string[]
  /** `none`: a switch. `required`: the next word or `=value`. `optional`: a switch that may carry `=value`. */
  readonly value: 'none' | 'required' | 'optional'
  /** What the value is, for the help: `FILE`. */
  readonly placeholder?: string
  /** All values there are, for completion; others are refused by whoever reads the flag. */
  readonly choices?: readonly string[]
  readonly repeatable?: boolean
  readonly summary: string
}

export interface ParsedArguments {
  readonly positionals: readonly string[]
  /** Every value given for a flag, in order; `true` stands for the bare flag. Empty when it was not given. */
  all(name: string): ReadonlyArray<string | true>
  /** The last value given, as text; `undefined` when the flag is absent or bare. */
  text(name: string): string | undefined
  /** Whether the flag was given at all. */
  has(name: string): boolean
}

/**
 * Reads the words after a command. Flags and positionals may be mixed; all words after `--` are positionals.
 *
 * @throws {UsageError} for an unknown flag, naming the nearest known one, a missing or a superfluous value, and a flag
 * that was given twice although only one value counts.
 */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[]): ParsedArguments {
  const byName = new Map<string, FlagSpec>()
  for (const spec of specs) for (const name of [spec.name, ...(spec.aliases ?? [])]) byName.set(name, spec)

  const { tokens } = parseArgs({ args: [...words], options: parserOptions(byName), strict: false, tokens: true })
  const values = new Map<string, Array<string | true>>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const spec = byName.get(token.name)
    if (spec === undefined) throw unknownFlag(token.rawName, byName.keys())
    const given = values.get(spec.name) ?? []
    if (given.length > 0 && !spec.repeatable) throw new UsageError(`"${token.rawName}" was given more than once`)
    given.push(checkedValue(spec, token.rawName, token.value))
    values.set(spec.name, given)
  }
  const all = (name: string) => values.get(name) ?? []
  return {
    positionals,
    all,
    text: (name) => all(name).findLast((value) => value !== true),
    has: (name) => values.has(name),
  }
}

type ParserOption = { type: 'string' | 'boolean'; short?: string }

function parserOptions(byName: ReadonlyMap<string, FlagSpec>): Record<string, ParserOption> {
  const options: Record<string, ParserOption> = {}
  for (const [name, spec] of byName) {
    const option: ParserOption = { type: spec.value === 'required' ? 'string' : 'boolean' }
    if (spec.short !== undefined && name === spec.name) option.short = spec.short
    options[name] = option
  }
  return options
}

function checkedValue(spec: FlagSpec, written: string, value: string | undefined): string | true {
  const placeholder = spec.placeholder ?? 'VALUE'
  if (spec.value === 'none') {
    if (value !== undefined) throw new UsageError(`"${written}" takes no value, found "${value}"`)
    return true
  }
  if (spec.value === 'required' && value === undefined) {
    throw new UsageError(`"${written}" needs a value`, `Write ${written} ${placeholder}`)
  }
  return value ?? true
}

function unknownFlag(written: string, names: Iterable<string>): UsageError {
  const near = written.startsWith('--') ? nearestName(written.slice(2), names) : undefined
  const hint = near === undefined ? 'Add --help to see the flags of this command' : `Did you mean "--${near}"?`
  return new UsageError(`Unknown flag "${written}"`, hint)
}
