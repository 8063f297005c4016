import { type JournalEntry, readEntries, type StepEntry } from './journal-entry.ts'

/** What a journal tells of its run, for people. */
export interface RunSummary {
  readonly id: string
  /** What was run; empty for a journal that was opened and never begun. */
  readonly name: string
  /** `unfinished`: it goes on at this moment, or was interrupted. */
  readonly state: 'unfinished' | 'done' | 'failed' | 'cancelled'
  /** Ms since the epoch; null when it was never begun. */
  readonly startedAt: number | null
  /** What ended the last attempt; absent when it did not fail. */
  readonly code?: string
  /** What the journal has of its steps, oldest first. */
  readonly steps: readonly StepEntry[]
}

/**
 * Reads the entries that a store has of a run.
 *
 * @throws {KernelError} `durable_journal_damaged`.
 */
export function summariseRun(id: string, texts: readonly string[]): RunSummary {
  const entries = readEntries(id, texts)
  const [first] = entries
  const last = entries.findLast((entry) => entry.type !== 'env')
  const code = last?.type === 'end' ? last.code : undefined
  return {
    id,
    name: first?.type === 'run' ? first.name : '',
    state: last?.type === 'end' ? last.outcome : 'unfinished',
    startedAt: first?.type === 'run' ? first.startedAt : null,
    ...(code === undefined ? {} : { code }),
    steps: keptSteps(entries),
  }
}

/** Steps whose outcome counts: failures that are tried again do not. */
function keptSteps(entries: readonly JournalEntry[]): StepEntry[] {
  const retried = new Set(entries.flatMap((entry) => (entry.type === 'retry' ? entry.steps : [])))
  return entries.filter((entry) => entry.type === 'step').filter((_step, number) => !retried.has(number))
}
