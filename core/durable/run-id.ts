import { KernelError } from '../errors/kernel-error.ts'

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/**
 * Refuses ids that some store could not keep: they become names of files and keys.
 *
 * @throws {KernelError} `durable_invalid_run_id`.
 */
export function ensureRunId(id: string): void {
  if (RUN_ID.test(id)) return
  throw new KernelError('durable_invalid_run_id', `"${id}" is no id of a durable run`, {
    data: { runId: id },
    hint: 'Use up to 100 letters, digits, dots, dashes and underscores, beginning with a letter or a digit',
  })
}

/** The error for a run that somebody else works on. */
export function runBusy(id: string, hint?: string): KernelError {
  return new KernelError('durable_run_busy', `The durable run "${id}" is being worked on`, {
    data: { runId: id },
    hint: hint ?? 'Wait until it is over, or choose another run id',
  })
}

/** The error for a journal that says something it cannot have been told. */
export function journalDamaged(id: string, what: string, cause?: unknown): KernelError {
  return new KernelError('durable_journal_damaged', `The journal of the durable run "${id}" is damaged: ${what}`, {
    data: { runId: id },
    hint: 'Start the run anew, or bring back the journal from a copy',
    ...(cause === undefined ? {} : { cause }),
  })
}
