import { expect, it } from 'vitest'
import { loadCases } from '../load-cases.ts'
import { type CaseReport, runOne } from '../suite.ts'
import type { HostMaker } from './hosts.ts'

/** One test per case, called by its id; skipped ones tell their reason. */
export function eachCase(maker: HostMaker, options: { readonly observe: boolean }): readonly CaseReport[] {
  const reports: CaseReport[] = []
  const cases = loadCases().map((one) => [one.id, one] as const)
  it.for(cases)('%s', async ([, one], { skip }) => {
    const report = await runOne(one, { ...maker, ...options })
    reports.push(report)
    if (report.status === 'skipped') return skip(report.reason)
    if (report.status === 'failed') expect.fail(report.failures.join('\n'))
  })
  return reports
}
