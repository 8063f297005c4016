import { own } from '../values.ts'
import { parseComponentId } from './component-id.ts'
import { arrayStrings, cannotEdit, readRequiresText, type Span, saysTheSame } from './requires-text.ts'

/**
 * Adds a requirement to `[deps] requires` of an `lcp.toml`, in place of one for the same component; everything else of
 * the text stays as its author wrote it, comments too.
 *
 * @returns the text; the same when the requirement is there already.
 * @throws {KernelError} `invalid_manifest` for text that is not TOML, or whose dependencies are written in a way that
 * cannot be added to; nothing is lost then.
 */
export function addRequirement(text: string, requirement: string, file: string): string {
  const before = readRequiresText(text, file)
  const { requires, array } = before
  if (requires.includes(requirement)) return text
  const path = parseComponentId(requirement).path
  const replaced = requires.find((one) => parseComponentId(one).path === path)
  const changed =
    array === undefined
      ? withNewArray(text, requirement, own(before.table, 'deps') !== undefined)
      : replaced === undefined
        ? withItem(text, array, requirement)
        : withReplaced(text, array, replaced, requirement)
  const expected =
    replaced === undefined ? [...requires, requirement] : requires.map((one) => (one === replaced ? requirement : one))
  if (changed !== undefined && saysTheSame(changed, before, expected)) return changed
  throw cannotEdit(file, 'added to', `Add ${JSON.stringify(requirement)} to its requires by hand`)
}

function withNewArray(text: string, requirement: string, hasDeps: boolean): string | undefined {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const line = `requires = [${JSON.stringify(requirement)}]${newline}`
  const header = /^[ \t]*\[deps\][ \t]*(?:#[^\n]*)?\r?\n?/m.exec(text)
  if (header !== null) {
    const at = header.index + header[0].length
    const ends = header[0].endsWith('\n') ? '' : newline
    return `${text.slice(0, at)}${ends}${line}${text.slice(at)}`
  }
  if (hasDeps) return undefined
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline.repeat(2)
  return `${text}${gap}[deps]${newline}${line}`
}

/** Several lines stay several lines: the new one is indented as the last. */
function withItem(text: string, { start, end }: Span, requirement: string): string {
  const items = arrayStrings(text, { start, end })
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
  const item = arrayStrings(text, array).find(({ start, end }) => text.slice(start + 1, end - 1) === old)
  return item && `${text.slice(0, item.start)}${JSON.stringify(requirement)}${text.slice(item.end)}`
}
