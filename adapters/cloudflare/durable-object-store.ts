import { runBusy } from '../../core/durable/run-id.ts'
import type { StoredJournal, StorePort } from '../../core/host/store.ts'

/** As much of a Durable Object's storage as a store needs; `state.storage` fits it. */
export interface DurableStorageLike extends DurableTransactionLike {
  transaction<T>(work: (transaction: DurableTransactionLike) => Promise<T>): Promise<T>
}

export interface DurableTransactionLike {
  get(key: string): Promise<unknown>
  /** At most 128 entries. */
  put(entries: Record<string, unknown>): Promise<void>
  /** At most 128 keys. */
  delete(keys: string[]): Promise<number>
  /** Sorted by key. */
  list(options: { prefix: string }): Promise<Map<string, unknown>>
}

export interface DurableObjectStoreOptions {
  /**
   * Bytes that an entry may have. Default 120 KiB, which every Durable Object takes; those kept in SQLite take 2 MB.
   */
  readonly maxEntryBytes?: number
}

/** What is known of a run without its entries. */
interface Head {
  readonly count: number
  readonly size: number
  readonly updatedAt: number
}

/** Keys or entries of one operation of the storage. */
const BATCH = 128
const HEADS = 'runs/'

/**
 * Keeps journals in the storage of a Durable Object.
 *
 * There is one object of a name in the world and it does one thing at a time, so the object that holds the storage is the one
 * writer: make one store in it, and run durable composes there. What leaves the object waits until what was written is
 * safe, which is a promise of the platform.
 *
 * @example
 * ```ts
 * export class Runs {
 *   readonly store: StorePort
 *   constructor(state: { storage: DurableStorageLike }) {
 *     this.store = createDurableObjectStore(state.storage)
 *   }
 * }
 * ```
 */
export function createDurableObjectStore(
  storage: DurableStorageLike,
  { maxEntryBytes = 120 * 1024 }: DurableObjectStoreOptions = {},
): StorePort {
  const open = new Set<string>()
  return {
    kind: 'durable-object',
    maxEntryBytes,
    async open(run, { fresh = false } = {}) {
      if (open.has(run)) throw runBusy(run)
      open.add(run)
      try {
        if (fresh) await removeRun(storage, run)
        return new ObjectJournal(storage, run, { entries: (await readRun(storage, run)) ?? [], open })
      } catch (error) {
        open.delete(run)
        throw error
      }
    },
    read: (run) => readRun(storage, run),
    async list() {
      const heads = await storage.list({ prefix: HEADS })
      return Array.from(heads, ([key, head]) => {
        const { size, updatedAt } = head as Head
        return { id: key.slice(HEADS.length), size, updatedAt }
      })
    },
    remove: (run) => {
      if (open.has(run)) return Promise.reject(runBusy(run))
      return removeRun(storage, run)
    },
  }
}

class ObjectJournal implements StoredJournal {
  readonly entries: readonly string[]
  readonly #storage: DurableStorageLike
  readonly #run: string
  readonly #open: Set<string>
  #closed = false

  constructor(
    storage: DurableStorageLike,
    run: string,
    { entries, open }: { readonly entries: readonly string[]; readonly open: Set<string> },
  ) {
    this.entries = entries
    this.#storage = storage
    this.#run = run
    this.#open = open
  }

  async append(entries: readonly string[]): Promise<void> {
    if (entries.length === 0) return
    const encoder = new TextEncoder()
    await this.#storage.transaction(async (transaction) => {
      const head = await headOf(transaction, this.#run)
      let { count, size } = head ?? { count: 0, size: 0 }
      for (let from = 0; from < entries.length; from += BATCH) {
        const batch: Record<string, Uint8Array> = {}
        for (const entry of entries.slice(from, from + BATCH)) {
          const bytes = encoder.encode(entry)
          size += bytes.length
          batch[entryKey(this.#run, count++)] = bytes
        }
        await transaction.put(batch)
      }
      await transaction.put({ [HEADS + this.#run]: { count, size, updatedAt: Date.now() } satisfies Head })
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#open.delete(this.#run)
  }
}

async function readRun(storage: DurableTransactionLike, run: string): Promise<string[] | null> {
  if ((await headOf(storage, run)) === undefined) return null
  const decoder = new TextDecoder()
  const kept = await storage.list({ prefix: entryPrefix(run) })
  return Array.from(kept.values(), (bytes) => decoder.decode(bytes as Uint8Array))
}

function removeRun(storage: DurableStorageLike, run: string): Promise<boolean> {
  return storage.transaction(async (transaction) => {
    const head = await headOf(transaction, run)
    if (head === undefined) return false
    const keys = Array.from({ length: head.count }, (_, at) => entryKey(run, at))
    keys.push(HEADS + run)
    for (let from = 0; from < keys.length; from += BATCH) await transaction.delete(keys.slice(from, from + BATCH))
    return true
  })
}

async function headOf(storage: DurableTransactionLike, run: string): Promise<Head | undefined> {
  return (await storage.get(HEADS + run)) as Head | undefined
}

/** Ids have no slashes. */
function entryPrefix(run: string): string {
  return `run/${run}/`
}

function entryKey(run: string, at: number): string {
  return `${entryPrefix(run)}${String(at).padStart(10, '0')}`
}
