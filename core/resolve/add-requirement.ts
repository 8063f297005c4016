import { parse } from 'smol-toml'
import { KernelError } from '../errors/kernel-error.ts'
import { type Dict, isDict, own } from '../values.ts'
import { parseComponentId } from './component-id.ts'

/** A piece of a text, by offsets. */
interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Adds a requirement to `[deps] requires` of an `lcp.toml`, in place of one for the same component; everything else of
 * the text stays as its author wrote it, comments too.
 *
 * @returns the text; the same when the requirement is there already.
 * @throws {KernelError} `invalid_manifest` for text that is not TOML, or whose dependencies are written in a way that
 * cannot be added to; nothing is lost then.
 */
export function addRequirement(text: string, requirement: string, file: string): string {
  const before = read(text, file)
  const requires = requiresOf(before)
  if (requires.includes(requirement)) return text
  const path = parseComponentId(requirement).path
  const replaced = requires.find((one) => parseComponentId(one).path === path)
  const array = requiresArray(text)
  const changed =
    array === undefined
      ? withNewArray(text, requirement, own(before, 'deps') !== undefined)
      : replaced === undefined
        ? withItem(text, array, requirement)
        : withReplaced(text, array, replaced, requirement)
  // The proof that nothing else changed: the text says what it said, with the requirement in its place.
  const expected =
    replaced === undefined ? [...requires, requirement] : requires.map((one) => (one === replaced ? requirement : one))
  const after = changed === undefined ? undefined : readOrNothing(changed)
  const isSame = after !== undefined && same(after, { ...before, deps: { ...depsOf(before), requires: expected } })
  if (changed === undefined || !isSame) {
    throw new KernelError('invalid_manifest', `The [deps] of ${file} cannot be added to`, {
      data: { file },
      hint: `Add ${JSON.stringify(requirement)} to its requires by hand`,
    })
  }
  return changed
}

function withNewArray(text: string, requirement: string, hasDeps: boolean): string | undefined {
  const line = `requires = [${JSON.stringify(requirement)}]\n`
  const header = /^[ \t]*\[deps\][ \t]*(?:#[^\n]*)?\r?\n?/m.exec(text)
  if (header !== null) {
    const at = header.index + header[0].length
    const ends = header[0].endsWith('\n') ? '' : '\n'
    return `${text.slice(0, at)}${ends}${line}${text.slice(at)}`
  }
  if (hasDeps) return undefined
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n'
  return `${text}${gap}[deps]\n${line}`
}

/** Several lines stay several lines: the new one is indented as the last. */
function withItem(text: string, { start, end }: Span, requirement: string): string {
  const items = strings(text, { start, end })
  const last = items.at(-1)
  const item = JSON.stringify(requirement)
  if (last === undefined) return `${text.slice(0, start + 1)}${item}${text.slice(start + 1)}`
  const rest = text.slice(last.end, end - 1)
  const comma = /^\s*,/.exec(rest)
  const at = last.end + (comma?.[0].length ?? 0)
  const lineStart = text.lastIndexOf('\n', last.start) + 1
  if (lineStart <= start) return `${text.slice(0, at)}${comma === null ? ',' : ''} ${item}${text.slice(at)}`
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  // A comment behind the last item stays with it.
  const lineEnd = text.indexOf('\n', at)
  const hasOwnLine = lineEnd >= 0 && lineEnd < end
  const put = hasOwnLine ? lineEnd : at
  const newline = text[lineEnd - 1] === '\r' ? '\r\n' : '\n'
  const trimmed = hasOwnLine && newline === '\r\n' ? put - 1 : put
  const tail = comma === null ? '' : ','
  return `${text.slice(0, at)}${comma === null ? ',' : ''}${text.slice(at, trimmed)}${newline}${indent}${item}${tail}${text.slice(trimmed)}`
}

function withReplaced(text: string, array: Span, old: string, requirement: string): string | undefined {
  const item = strings(text, array).find(({ start, end }) => text.slice(start + 1, end - 1) === old)
  return item && `${text.slice(0, item.start)}${JSON.stringify(requirement)}${text.slice(item.end)}`
}

/** The array behind `requires =` in the table `[deps]`, from bracket to bracket. */
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

/** The texts of an array, with their quotes. */
function strings(text: string, { start, end }: Span): Span[] {
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

function read(text: string, file: string): Dict {
  try {
    return parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new KernelError('invalid_manifest', `${file} is not valid TOML: ${reason}`, { data: { file }, cause })
  }
}

function readOrNothing(text: string): Dict | undefined {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

function depsOf(table: Dict): Dict {
  const deps = own(table, 'deps')
  return isDict(deps) ? deps : {}
}

function requiresOf(table: Dict): string[] {
  const requires = own(depsOf(table), 'requires')
  return (Array.isArray(requires) ? requires : []).filter((one): one is string => typeof one === 'string')
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
