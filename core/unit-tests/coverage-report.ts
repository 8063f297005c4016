import { lineColumn } from '../errors/code-frame.ts'
import type { CoveredPart, FileCoverage } from './coverage.ts'

/**
 * What never ran, as text: a line per file with its counts, then a line per step and slot that no test reached.
 *
 * @param textOf Text of a compose, for line numbers; pointers stand in for them without it.
 */
export function coverageText(files: readonly FileCoverage[], textOf: (file: string) => string | undefined): string {
  return files
    .map(({ file, parts }) => {
      const text = textOf(file)
      const missed = parts.filter((part) => part.runs === 0 && !isInMissedSlot(part, parts))
      const lines = missed.map((part) => `  never ran: ${part.kind} ${part.label}  ${placeOf(part, file, text)}\n`)
      return `${file}: ${ratio(parts, 'step')}, ${ratio(parts, 'slot')}\n${lines.join('')}`
    })
    .join('')
}

/**
 * The text of a compose with a margin: how often the step that begins on a line ran, `never` where none did.
 */
export function annotateCompose(text: string, coverage: FileCoverage): string {
  const margins = new Map<number, string>()
  for (const part of coverage.parts) {
    if (part.kind !== 'step' || part.at === undefined) continue
    const { line } = lineColumn(text, part.at[0])
    margins.set(line, part.runs === 0 ? 'never' : `${part.runs}×`)
  }
  const width = Array.from(margins.values()).reduce((widest, margin) => Math.max(widest, margin.length), 5)
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((content, index) => `${(margins.get(index + 1) ?? '').padStart(width)} | ${content}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}

/** A slot that never ran says it for everything inside. */
function isInMissedSlot(part: CoveredPart, parts: readonly CoveredPart[]): boolean {
  return parts.some((other) => other.runs === 0 && other !== part && part.pointer.startsWith(`${other.pointer}/`))
}

function ratio(parts: readonly CoveredPart[], kind: CoveredPart['kind']): string {
  const all = parts.filter((part) => part.kind === kind)
  return `${all.filter((part) => part.runs > 0).length} of ${all.length} ${kind}s ran`
}

function placeOf(part: CoveredPart, file: string, text: string | undefined): string {
  if (text === undefined || part.at === undefined) return part.pointer
  const { line, column } = lineColumn(text, part.at[0])
  return `${file}:${line}:${column} ${part.pointer}`
}
