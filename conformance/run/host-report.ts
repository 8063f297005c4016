import type { SuiteReport } from '../suite.ts'

/** What a host reports: the suite's report, and what people should know about how it ran. */
export interface HostReport extends SuiteReport {
  /** Sentences, such as why the best storage was not used. */
  readonly notes?: readonly string[]
}

/**
 * The report that came from another place as JSON.
 *
 * @throws {Error} when it is none.
 */
export function toHostReport(value: unknown): HostReport {
  if (isHostReport(value)) return value
  throw new Error(`Expected the report of a suite, found ${JSON.stringify(value)?.slice(0, 500)}`)
}

function isHostReport(value: unknown): value is HostReport {
  return (
    typeof value === 'object' && value !== null && 'cases' in value && 'resultHash' in value && 'traceHash' in value
  )
}
