import { arrayStrings, cannotEdit, readRequiresText, type Span, saysTheSame } from './requires-text.ts'

/**
 * Takes requirements out of `[deps] requires` of an `lcp.toml`. A line that holds one alone goes with its comment;
 * everything else of the text stays as its author wrote it.
 *
 * @param removed Requirements as they are written; those that are not there are passed over.
 * @returns the text; the same when none of them is there.
 * @throws {KernelError} `invalid_manifest` for text that is not TOML, or whose dependencies are written in a way that
 * cannot be taken from; nothing is lost then.
 */
export function removeRequirements(text: string, removed: ReadonlySet<string>, file: string): string {
  const before = readRequiresText(text, file)
  const { requires, array } = before
  const kept = requires.filter((one) => !removed.has(one))
  if (kept.length === requires.length) return text
  const changed = array && without(text, array, removed)
  if (changed !== undefined && saysTheSame(changed, before, kept)) return changed
  const listed = requires.filter((one) => removed.has(one)).map((one) => JSON.stringify(one))
  throw cannotEdit(file, 'taken from', `Take ${listed.join(', ')} out of its requires by hand`)
}

function without(text: string, array: Span, removed: ReadonlySet<string>): string {
  const items = arrayStrings(text, array)
  let changed = text
  // From the end, so that the places before stay true.
  for (const [index, item] of [...items.entries()].reverse()) {
    if (!removed.has(text.slice(item.start + 1, item.end - 1))) continue
    const { start, end } = ownLine(text, array, item) ?? withComma(text, item, items[index - 1])
    changed = changed.slice(0, start) + changed.slice(end)
  }
  return changed
}

/** The line of an item that has it to itself, but for a comment. */
function ownLine(text: string, array: Span, item: Span): Span | undefined {
  const start = text.lastIndexOf('\n', item.start) + 1
  const end = text.indexOf('\n', item.end)
  if (start <= array.start || end < 0 || end >= array.end) return undefined
  const isAlone = text.slice(start, item.start).trim() === '' && /^\s*,?\s*(?:#.*)?$/.test(text.slice(item.end, end))
  return isAlone ? { start, end: end + 1 } : undefined
}

/** An item among others, with the comma behind it or, for the last, the one before it. */
function withComma(text: string, item: Span, previous: Span | undefined): Span {
  const comma = /^\s*,[ \t]*/.exec(text.slice(item.end))
  if (comma !== null) return { start: item.start, end: item.end + comma[0].length }
  const isBeside = previous !== undefined && /^[ \t]*,[ \t]*$/.test(text.slice(previous.end, item.start))
  return { start: isBeside ? previous.end : item.start, end: item.end }
}
