import type { SuiteReport } from '../suite.ts'

/**
 * The report that came from another place as JSON.
 *
 * @throws {Error} when it is none.
 */
export function toSuiteReport(value: unknown): SuiteReport {
  if (isSuiteReport(value)) return value
  throw new Error(`Expected the report of a suite, found ${JSON.stringify(value)?.slice(0, 500)}`)
}

function isSuiteReport(value: unknown): value is SuiteReport {
  return (
    typeof value === 'object' && value !== null && 'cases' in value && 'resultHash' in value && 'traceHash' in value
  )
}
