import type { TextFinding, TextReport } from './report.ts'

/** Ends a reader after the reason was reported; never leaves `untilStopped`. */
export class StopReading extends Error {}

/** Reports what makes the rest of the text not worth reading, and ends the reader. */
export function stopReading(report: TextReport, finding: TextFinding): never {
  report(finding)
  throw new StopReading()
}

/** What `read` returns, or `undefined` when it was stopped. */
export function untilStopped<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof StopReading) return undefined
    throw error
  }
}
