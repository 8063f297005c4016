import { formatFailure } from './format-result.ts'
import type { TestResult } from './test-result.ts'

/** Results as JUnit XML, one `testsuite` per file: what CI systems show. Times are in seconds. */
export function junitReport(results: readonly TestResult[]): string {
  const files = new Map<string, TestResult[]>()
  for (const result of results) files.set(result.file, [...(files.get(result.file) ?? []), result])
  const suites = Array.from(files, ([file, own]) => suite(file, own))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(results)}>\n${suites.join('')}</testsuites>\n`
}

function suite(file: string, results: readonly TestResult[]): string {
  const cases = results.map((result) => testCase(file, result)).join('')
  return `  <testsuite name="${escapeXml(file)}" ${counts(results)}>\n${cases}  </testsuite>\n`
}

function testCase(file: string, result: TestResult): string {
  const head = `    <testcase name="${escapeXml(result.name)}" classname="${escapeXml(file)}" time="${seconds(result.durationMs)}"`
  if (result.status === 'passed') return `${head}/>\n`
  const inside =
    result.status === 'skipped'
      ? `<skipped message="${escapeXml(result.reason ?? '')}"/>`
      : `<failure message="${escapeXml(result.failures[0]?.message ?? '')}">${escapeXml(formatFailure(result))}</failure>`
  return `${head}>${inside}</testcase>\n`
}

function counts(results: readonly TestResult[]): string {
  const of = (status: TestResult['status']) => results.filter((result) => result.status === status).length
  const time = seconds(results.reduce((sum, result) => sum + result.durationMs, 0))
  return `tests="${results.length}" failures="${of('failed')}" skipped="${of('skipped')}" errors="0" time="${time}"`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

/** XML 1.0 has no place for most control characters, escaped or not. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
