/** One run in a store. */
export interface StoredRun {
  readonly id: string
  /** Milliseconds since the epoch of the last entry, or of the opening where the store does not know better. */
  readonly updatedAt: number
  /** Characters or bytes that its entries take, roughly: for people. */
  readonly size: number
}

/** The journal of one run, open for its one writer. */
export interface StoredJournal {
  /** What it held when it was opened, oldest first. An entry that was torn by a crash is gone. */
  readonly entries: readonly string[]
  /**
   * Adds entries at the end: all of them or none, and so that they survive the process when the promise resolves. Calls
   * do not overlap. After a failure nothing more is appended.
   */
  append(entries: readonly string[]): Promise<void>
  /** Lets others open it. Safe to call twice. */
  close(): Promise<void>
}

/**
 * Keeps the journals of durable runs: for each run id a list of texts that only grows.
 *
 * Ids have passed `ensureRunId`. Entries are JSON without line breaks. Failures of the place it writes to are thrown as
 * they come; the kernel makes them `durable_store_failed`.
 */
export interface StorePort {
  /** For people: `memory`, `folder`, `durable-object`, `files`. */
  readonly kind: string
  /** Bytes that one entry may have in UTF-8. */
  readonly maxEntryBytes: number
  /**
   * Opens a journal for writing, and makes an empty one when there is none.
   *
   * @param options.fresh begin an empty one whatever is there, damaged or not. Default false.
   * @throws {KernelError} `durable_run_busy` while somebody else has it open; `durable_journal_damaged`.
   */
  open(run: string, options?: { readonly fresh?: boolean }): Promise<StoredJournal>
  /** The entries of a run, open or not; `null` when there is none. @throws {KernelError} `durable_journal_damaged`. */
  read(run: string): Promise<readonly string[] | null>
  /** All runs, sorted by id (code units). */
  list(): Promise<readonly StoredRun[]>
  /** Removes a run; false when there is none. @throws {KernelError} `durable_run_busy` while somebody has it open. */
  remove(run: string): Promise<boolean>
}
