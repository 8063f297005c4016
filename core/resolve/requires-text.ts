import { KernelError } from '../errors/kernel-error.ts'
import { readManifestTable } from '../manifest/manifest-table.ts'
import { parseTomlDocument } from '../parse-toml-document.ts'
import { type Dict, isDict, own } from '../values.ts'

/** A piece of a text, by offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** An `lcp.toml` whose requirements are to be edited. */
export interface RequiresText {
  readonly text: string
  readonly table: Dict
  /** Its requirements, as written. */
  readonly requires: readonly string[]
  /** The array behind `requires =` in the table `[deps]`, from bracket to bracket, where it is written so. */
  readonly array: Span | undefined
}

/**
 * Reads the requirements of an `lcp.toml` with the place where they stand.
 *
 * @throws {KernelError} `invalid_manifest` for text that is not TOML.
 */
export function readRequiresText(text: string, file: string): RequiresText {
  const table = readManifestTable(text, file)
  const requires = own(depsOf(table), 'requires')
  return {
    text,
    table,
    requires: (Array.isArray(requires) ? requires : []).filter((one): one is string => typeof one === 'string'),
    array: requiresArray(text),
  }
}

/**
 * Whether an edited text says what it said before, with other requirements: the proof that an edit of text touched
 * nothing else.
 */
export function saysTheSame(changed: string, { table }: RequiresText, requires: readonly string[]): boolean {
  const after = readOrNothing(changed)
  return after !== undefined && same(after, { ...table, deps: { ...depsOf(table), requires } })
}

/** The error for dependencies that are written in a way that cannot be edited. */
export function cannotEdit(file: string, what: string, hint: string): KernelError {
  return new KernelError('invalid_manifest', `The [deps] of ${file} cannot be ${what}`, { data: { file }, hint })
}

function requiresArray(text: string): Span | undefined {
  const header = /^[ \t]*\[deps\][ \t]*(?:#[^\n]*)?$/m.exec(text.replaceAll('\r', ' '))
  if (header === null) return undefined
  const body = header.index + header[0].length
  const key = /^[ \t]*requires[ \t]*=[ \t]*\[/m.exec(text.slice(body))
  if (key === null) return undefined
  const start = body + key.index + key[0].length - 1
  let end: number | undefined
  scan(text, start + 1, (at, kind) => {
    if (kind === 'close') end = at + 1
    return kind !== 'close'
  })
  return end === undefined ? undefined : { start, end }
}

/** The texts of an array, in order, with their quotes. */
export function arrayStrings(text: string, { start, end }: Span): Span[] {
  const found: Span[] = []
  scan(text, start + 1, (at, kind, until) => {
    if (kind === 'string' && until <= end) found.push({ start: at, end: until })
    return until < end
  })
  return found
}

/** Goes over an array of texts, knowing texts and comments from what they hold. */
function scan(
  text: string,
  from: number,
  tell: (at: number, kind: 'string' | 'comment' | 'close' | 'other', until: number) => boolean,
): void {
  const token = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[^"'#]/y
  for (let at = from; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    if (found === undefined) return
    const kind = /^["']/.test(found) ? 'string' : found.startsWith('#') ? 'comment' : found === ']' ? 'close' : 'other'
    if (!tell(at, kind, token.lastIndex)) return
  }
}

function readOrNothing(text: string): Dict | undefined {
  try {
    return parseTomlDocument(text)
  } catch {
    return undefined
  }
}

function depsOf(table: Dict): Dict {
  const deps = own(table, 'deps')
  return isDict(deps) ? deps : {}
}

/** Keys in any order; dates as their text. */
function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isDict(value)) return typeof value === 'bigint' ? `${value}` : value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
