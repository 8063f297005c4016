import { holdLock } from '../../../adapters/browser/files/tab-lock.ts'
import type { FilesPort } from '../../../core/host/files.ts'

const FOLDER = '/tmp/imports'

/**
 * Gives an import a folder that nobody sees, and removes it afterwards.
 *
 * @param locks tells `removeAbandoned` of other tabs that the import is alive; absent where the browser has none.
 */
export async function withStaging<T>(
  files: FilesPort,
  locks: LockManager | undefined,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const id = crypto.randomUUID()
  const release = locks === undefined ? null : await holdLock(lockName(id), locks)
  const folder = `${FOLDER}/${id}`
  await files.makeDirectory(folder)
  try {
    return await work(folder)
  } finally {
    await files.remove(folder)
    await release?.()
  }
}

/** Removes what imports of tabs that were closed in the middle left: nobody would see it, and it would take room. */
export async function removeAbandoned(files: FilesPort, locks: LockManager | undefined): Promise<void> {
  if (locks === undefined || (await files.info(FOLDER)) === null) return
  for (const { name } of await files.list(FOLDER)) {
    const release = await holdLock(lockName(name), locks)
    if (release === null) continue
    await files.remove(`${FOLDER}/${name}`)
    await release()
  }
}

function lockName(id: string): string {
  return `lcod/import/${id}`
}
