import { type SuiteReport, summarise } from '../suite.ts'

/** One host in the JSON of `npm run conformance`. */
export interface HostSummary {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: ReadonlyArray<{ readonly case: string; readonly reason: string }>
  readonly resultHash: string
  readonly traceHash: string
}

export interface Comparison {
  readonly hosts: readonly HostSummary[]
  /** One sentence per case and host that differs from the first host. */
  readonly differences: readonly string[]
}

/** Compares what hosts reported. Hashes count the cases that every host ran: one that is skipped cannot be compared. */
export function compareHosts(reports: readonly SuiteReport[]): Comparison {
  const skipped = new Set(reports.flatMap((report) => report.skipped.map((one) => one.case)))
  const common = new Set(reports[0]?.cases.map((report) => report.case).filter((id) => !skipped.has(id)))
  const hosts = reports.map((report) => {
    const { passed, failed, skipped: left, resultHash, traceHash } = summarise(report.host, report.cases, common)
    return { name: report.host, passed, failed, skipped: left, resultHash, traceHash }
  })
  const [first, ...others] = reports
  const differences = others.flatMap((other) =>
    first === undefined
      ? []
      : differingCases(first, other).map((what) => `${first.host} and ${other.host} differ: ${what}`),
  )
  return { hosts, differences }
}

function differingCases(left: SuiteReport, right: SuiteReport): string[] {
  const others = new Map(right.cases.map((report) => [report.case, report]))
  return left.cases.flatMap((report) => {
    const other = others.get(report.case)
    if (other === undefined) return [`${report.case} did not run on both`]
    if (report.status === 'skipped' || other.status === 'skipped') return []
    const parts: string[] = []
    if (report.resultHash !== other.resultHash) parts.push(`result of ${report.case}`)
    if (report.traceHash !== other.traceHash) parts.push(`trace of ${report.case}`)
    return parts
  })
}
