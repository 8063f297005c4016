import type { PortCase } from './port-case.ts'

/** What one group of cases came to. */
export interface GroupReport {
  readonly group: string
  readonly passed: number
  readonly failed: ReadonlyArray<{ readonly name: string; readonly error: string }>
  /** Why the group could not run here; its cases then count as neither. */
  readonly skipped?: string
}

/** Runs the cases one after the other. */
export async function runGroup(group: string, cases: readonly PortCase[]): Promise<GroupReport> {
  const failed: Array<{ name: string; error: string }> = []
  for (const { name, run } of cases) {
    try {
      await run()
    } catch (error) {
      failed.push({ name, error: error instanceof Error ? describeError(error) : String(error) })
    }
  }
  return { group, passed: cases.length - failed.length, failed }
}

function describeError(error: Error): string {
  const cause = error.cause === undefined ? '' : ` (${String(error.cause)})`
  return `${error.name}: ${error.message}${cause}`
}
