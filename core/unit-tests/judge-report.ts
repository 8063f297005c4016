import { isDict } from '../values.ts'
import type { TestFailure } from './test-result.ts'

/** What a run gave, before anyone judged it. */
export interface Outcome {
  readonly actual?: unknown
  readonly failures: readonly TestFailure[]
}

/** The failures that a report of `tooling/test_checker@1` tells. */
export function judgeReport(report: unknown): Outcome {
  if (!isDict(report) || typeof report['success'] !== 'boolean') {
    return { failures: [{ message: 'The compose gave no report: "report.success" is missing' }] }
  }
  const { actual } = report
  if (report['success']) return { actual, failures: [] }
  const messages: unknown[] = Array.isArray(report['messages']) ? report['messages'] : []
  const differences = (Array.isArray(report['diffs']) ? report['diffs'] : []).filter(isDict).map((diff) => ({
    path: String(diff['path'] ?? '$'),
    ...('actual' in diff ? { actual: diff['actual'] } : {}),
    ...('expected' in diff ? { expected: diff['expected'] } : {}),
  }))
  const message = messages.length === 0 ? 'The report says success: false' : messages.map(String).join('; ')
  return { actual, failures: [{ message, ...(differences.length === 0 ? {} : { differences }) }] }
}
