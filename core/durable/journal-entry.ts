import { type ErrorShape, KernelError } from '../errors/kernel-error.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import { isDict, own } from '../values.ts'
import { journalDamaged } from './run-id.ts'

/** The version of the entries: a journal of another one is not read. */
export const JOURNAL_FORMAT = 1

/** The first entry: what the run began with. */
export interface RunEntry {
  readonly type: 'run'
  readonly format: number
  readonly run: string
  /** What is run, for people. */
  readonly name: string
  /** `planHash` of the root. */
  readonly plan: string
  /** SHA-256 (hex) of the canonical JSON of the root's input. */
  readonly input: string
  /** `$run.id` and `$run.startedAt` (ms since the epoch), the same whenever it is resumed. */
  readonly id: string
  readonly startedAt: number
  /** 32 random bytes in hex; the randomness of scripts is made of them. */
  readonly seed: string
}

/** What one call gave. */
export interface StepEntry {
  readonly type: 'step'
  /** As in the trace: `/compose/1!/compose/0`. */
  readonly path: string
  readonly iteration: readonly number[]
  /** Id of the component that was called. */
  readonly call: string
  /** Hash of the plan that the step stands in. */
  readonly plan: string
  /** SHA-256 (hex) of the canonical JSON of its input. */
  readonly input: string
  /** Milliseconds since the epoch when it was over. */
  readonly t: number
  /** Made by a script or another component in the middle of its work: such calls have no fixed order. */
  readonly inner?: true
  /** Absent when it gave nothing, or failed. */
  readonly value?: unknown
  readonly error?: ErrorShape & { readonly hint?: string }
}

export type JournalEntry =
  | RunEntry
  | StepEntry
  /** A variable that was read through `$env`. */
  | { readonly type: 'env'; readonly name: string; readonly value: string | null }
  /** When a script began, in ms since the epoch; `key` is that of its call. */
  | { readonly type: 'script'; readonly key: string; readonly t: number }
  /** The failures with these numbers (steps are counted from 0) ended the run: it goes on by trying again. */
  | { readonly type: 'retry'; readonly steps: readonly number[] }
  | {
      readonly type: 'end'
      readonly outcome: 'done' | 'failed' | 'cancelled'
      readonly t: number
      readonly code?: string
    }

const TYPES: ReadonlySet<unknown> = new Set(['run', 'step', 'env', 'script', 'retry', 'end'])

/**
 * Reads the entries of a journal.
 *
 * @returns none for a journal that was opened and never begun.
 * @throws {KernelError} `durable_journal_damaged`, also for one that another version wrote.
 */
export function readEntries(run: string, texts: readonly string[]): JournalEntry[] {
  const entries = texts.map((text, at) => readEntry(run, text, at))
  const [first] = entries
  if (first === undefined) return entries
  if (first.type !== 'run') throw journalDamaged(run, 'it does not begin with the run')
  if (first.format !== JOURNAL_FORMAT) {
    throw journalDamaged(run, `expected format ${JOURNAL_FORMAT}, found ${first.format}`)
  }
  return entries
}

function readEntry(run: string, text: string, at: number): JournalEntry {
  let entry: unknown
  try {
    entry = JSON.parse(text)
  } catch (cause) {
    throw journalDamaged(run, `entry ${at} is no JSON`, cause)
  }
  if (isDict(entry) && TYPES.has(own(entry, 'type'))) return entry as unknown as JournalEntry
  throw journalDamaged(run, `entry ${at} is of no known type`)
}

/** An error as the journal keeps it. */
export function errorEntry(thrown: unknown): NonNullable<StepEntry['error']> {
  const error = normaliseError(thrown)
  return error.hint === undefined ? error.toJSON() : { ...error.toJSON(), hint: error.hint }
}

/** The error that an entry keeps, made again. */
export function errorOf({ code, message, data, hint }: NonNullable<StepEntry['error']>): KernelError {
  return new KernelError(code, message, {
    ...(data === undefined ? {} : { data }),
    ...(hint === undefined ? {} : { hint }),
  })
}
