import { runBusy } from '../../core/durable/run-id.ts'
import type { StoredJournal, StorePort } from '../../core/host/store.ts'

interface MemoryRun {
  entries: string[]
  updatedAt: number
  isOpen: boolean
}

/** A store in memory, and what a test wants to see of it. */
export interface MemoryStore extends StorePort {
  /** Forgets who has journals open, as the end of a process does. What they append then is refused. */
  crash(): void
}

/**
 * Keeps journals as long as the object lives.
 *
 * @param options.now ms since the epoch. Default: the clock of the platform.
 * @param options.maxEntryBytes Default 32 MiB.
 */
export function createMemoryStore({
  now = () => Date.now(),
  maxEntryBytes = 32 * 1024 * 1024,
}: {
  readonly now?: () => number
  readonly maxEntryBytes?: number
} = {}): MemoryStore {
  const runs = new Map<string, MemoryRun>()
  return {
    kind: 'memory',
    maxEntryBytes,
    async open(id, { fresh = false } = {}) {
      const known = runs.get(id)
      if (known?.isOpen === true) throw runBusy(id)
      const run = { entries: fresh ? [] : (known?.entries.slice() ?? []), updatedAt: now(), isOpen: true }
      runs.set(id, run)
      return journalOf(run, now)
    },
    async read(id) {
      return runs.get(id)?.entries.slice() ?? null
    },
    async list() {
      const listed = Array.from(runs, ([id, { entries, updatedAt }]) => {
        return { id, updatedAt, size: entries.reduce((sum, entry) => sum + entry.length, 0) }
      })
      return listed.sort((left, right) => (left.id < right.id ? -1 : 1))
    },
    async remove(id) {
      if (runs.get(id)?.isOpen === true) throw runBusy(id)
      return runs.delete(id)
    },
    crash() {
      for (const run of runs.values()) run.isOpen = false
    },
  }
}

function journalOf(run: MemoryRun, now: () => number): StoredJournal {
  return {
    entries: run.entries.slice(),
    async append(entries) {
      if (!run.isOpen) throw new Error('The journal is closed')
      run.entries.push(...entries)
      run.updatedAt = now()
    },
    async close() {
      run.isOpen = false
    },
  }
}
