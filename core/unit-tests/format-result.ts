import type { LogEntry } from '../host/log.ts'
import type { TestFailure, TestResult, TracedDifference } from './test-result.ts'

const MAX_DIFFERENCES = 20
const MAX_LOGS = 20
const MAX_VALUE = 400

/**
 * A failed test for people: its name, what is wrong, where values differ, and the steps that they came from. Lines end
 * with a line break; control characters are escaped.
 */
export function formatFailure(result: TestResult): string {
  const lines = [`✗ ${result.name}  (${result.file})`]
  for (const failure of result.failures) lines.push(...failureLines(failure))
  lines.push(...logLines(result.logs ?? []))
  return `${lines.map(printable).join('\n')}\n`
}

function failureLines({ message, differences = [], error, path }: TestFailure): string[] {
  const lines = [`    ${message}`]
  for (const difference of differences.slice(0, MAX_DIFFERENCES)) lines.push(...differenceLines(difference))
  const more = differences.length - MAX_DIFFERENCES
  if (more > 0) lines.push(`      … and ${more} more differences`)
  if (error !== undefined) lines.push(`      error  ${showValue(error)}`)
  if (path !== undefined) lines.push(`      trace  ${path}`)
  return lines
}

function differenceLines(difference: TracedDifference): string[] {
  const by = difference.writtenBy === undefined ? '' : `  (trace ${difference.writtenBy})`
  return [
    `      ${difference.path}${by}`,
    `        - ${'expected' in difference ? `expected ${showValue(difference.expected)}` : 'expected nothing'}`,
    `        + ${'actual' in difference ? `found    ${showValue(difference.actual)}` : 'found    nothing'}`,
  ]
}

function logLines(logs: readonly LogEntry[]): string[] {
  if (logs.length === 0) return []
  const shown = logs.slice(-MAX_LOGS).map((entry) => `      ${entry.level} ${entry.message}`)
  return ['    logged:', ...shown]
}

/** A value as JSON, cut when it is long. */
function showValue(value: unknown): string {
  let text: string
  try {
    text = JSON.stringify(value) ?? 'nothing'
  } catch {
    text = '<a value that contains itself>'
  }
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)}… (${text.length} characters)`
}

/** A text without power over a terminal. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
