import { bytesToHex } from '../bytes/hex.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import type { Host } from '../host/index.ts'
import { requirePort } from '../host/require-port.ts'
import type { StoredJournal, StorePort } from '../host/store.ts'
import type { CancelToken } from '../run/cancel-token.ts'
import type { Dict } from '../values.ts'
import { ensureSameRun } from './divergence.ts'
import { DurableRun } from './durable-run.ts'
import { Journal } from './journal.ts'
import { JOURNAL_FORMAT, type RunEntry, readEntries } from './journal-entry.ts'
import { ensureRunId } from './run-id.ts'
import { hashText } from './script-places.ts'
import { strictJson } from './strict-json.ts'

/** That a run has a journal. */
export interface DurableOptions {
  /** Names the run in its store: a run of the same id goes on where that one was ended. */
  readonly runId: string
  /** Keeps the journal. Default: the store of the host. */
  readonly store?: StorePort
  /** Begin anew, and forget what the journal holds. Default false. */
  readonly fresh?: boolean
}

/** What is run, and with what. */
export interface DurableSubject {
  readonly name: string
  /** `planHash` of the root. */
  readonly plan: string
  readonly input: Dict
  readonly host: Host
  readonly token: CancelToken
}

/**
 * Opens the journal of a run: begins one, or makes sure that it is of the same run.
 *
 * @throws {KernelError} `durable_invalid_run_id`, `host_capability_missing` without a store, `durable_run_busy`,
 * `durable_journal_damaged`, `durable_compose_changed`, `durable_input_changed`, `durable_value_not_journalable` for the
 * input, `durable_store_failed`.
 */
export async function openDurableRun(options: DurableOptions, subject: DurableSubject): Promise<DurableRun> {
  const { runId, fresh = false } = options
  ensureRunId(runId)
  const { host, token } = subject
  const store = options.store ?? requirePort(host, 'store', 'a durable run')
  const input = inputHash(subject.input)
  const stored = await storing(runId, () => store.open(runId, { fresh }))
  try {
    const entries = readEntries(runId, stored.entries)
    const [first] = entries
    if (first?.type === 'run') ensureSameRun(first, { run: runId, plan: subject.plan, input })
    const begun = first?.type === 'run' ? first : await begin(stored, runId, { ...subject, input })
    const journal = new Journal(stored, entries, store.maxEntryBytes)
    return new DurableRun({ begun, journal, clock: host.clock, token, close: () => stored.close() })
  } catch (error) {
    await stored.close()
    throw error
  }
}

async function begin(
  stored: StoredJournal,
  run: string,
  { name, plan, input, host }: Omit<DurableSubject, 'input'> & { readonly input: string },
): Promise<RunEntry> {
  const entry: RunEntry = {
    type: 'run',
    format: JOURNAL_FORMAT,
    run,
    name,
    plan,
    input,
    id: bytesToHex(host.random.bytes(16)),
    startedAt: host.clock.now(),
    seed: bytesToHex(host.random.bytes(32)),
  }
  await storing(run, () => stored.append([JSON.stringify(entry)]))
  return entry
}

function inputHash(input: Dict): string {
  try {
    return hashText(strictJson(input, { sortKeys: true }))
  } catch (cause) {
    const { message } = normaliseError(cause)
    throw new KernelError(
      'durable_value_not_journalable',
      `The input of a durable run is ${message}, expected plain JSON`,
      {
        cause,
      },
    )
  }
}

async function storing<T>(run: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const error = normaliseError(cause)
    if (error.code.startsWith('durable_')) throw error
    throw new KernelError('durable_store_failed', `The journal of the durable run "${run}" failed: ${error.message}`, {
      data: { runId: run },
      cause,
    })
  }
}
