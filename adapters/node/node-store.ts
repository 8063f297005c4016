import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredRun, StorePort } from '../../core/host/store.ts'
import { openJournalFile, readJournalFile } from './journal-file.ts'
import { lockRun } from './journal-lock.ts'
import { unlessMissing, withFileErrors } from './node-file-error.ts'

const SUFFIX = '.journal'
/** A journal is read whole. */
const MAX_ENTRY_BYTES = 32 * 1024 * 1024

/**
 * Keeps journals in a folder: a file for each run, flushed after each append.
 *
 * A process that is killed leaves a journal that the next one goes on with; a loss of power costs at most what was being
 * appended. The folder and its files are open to their owner alone. It is made when the first run is opened.
 *
 * @param folder absolute.
 */
export function createNodeStore(folder: string): StorePort {
  const pathOf = (run: string) => join(folder, `${run}${SUFFIX}`)
  return {
    kind: 'folder',
    maxEntryBytes: MAX_ENTRY_BYTES,
    async open(run, { fresh = false } = {}) {
      await withFileErrors(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }))
      const release = await lockRun(folder, run)
      try {
        const journal = await openJournalFile(pathOf(run), run, { fresh, onClose: release })
        await settle(folder)
        return journal
      } catch (error) {
        await release()
        throw error
      }
    },
    async read(run) {
      return (await unlessMissing(folder, () => readJournalFile(pathOf(run), run)))?.entries ?? null
    },
    async list() {
      const names = (await unlessMissing(folder, () => readdir(folder))) ?? []
      const runs: StoredRun[] = []
      for (const name of names.filter((each) => each.endsWith(SUFFIX)).sort()) {
        const info = await unlessMissing(name, () => stat(join(folder, name)))
        if (info === null) continue
        runs.push({ id: name.slice(0, -SUFFIX.length), updatedAt: info.mtimeMs, size: info.size })
      }
      return runs.sort((left, right) => (left.id < right.id ? -1 : 1))
    },
    async remove(run) {
      if ((await unlessMissing(folder, () => stat(pathOf(run)))) === null) return false
      const release = await lockRun(folder, run)
      try {
        await withFileErrors(pathOf(run), () => rm(pathOf(run)))
      } finally {
        await release()
      }
      return true
    },
  }
}

/** Keeps the name of a new file over a loss of power, where the system flushes folders. */
async function settle(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Windows opens no folders, and some file systems flush none: there the system itself keeps names.
  }
}
