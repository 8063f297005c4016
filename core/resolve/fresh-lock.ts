import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { isDict } from '../values.ts'
import { integrityOf, verifyIntegrity } from './integrity.ts'
import type { Lock } from './lock-file.ts'
import { verifyNamed } from './locked-files.ts'

/** Whether a lock was made for the descriptor that is there now. */
export function isFresh(lock: Lock, descriptor: Uint8Array): boolean {
  const root = lock.components[0]
  return root?.integrity === integrityOf(descriptor)
}

/**
 * Refuses a lock that was made for another descriptor. What else the project is made of is `ensureRoot`'s.
 *
 * @param path Of the lock, for messages.
 * @throws {KernelError} `lock_missing`, `lock_stale`.
 */
export function ensureFresh(lock: Lock | undefined, descriptor: Uint8Array, path: string): Lock {
  if (lock === undefined) throw new KernelError('lock_missing', `There is no lock "${path}"`, { data: { file: path } })
  if (isFresh(lock, descriptor)) return lock
  throw new KernelError('lock_stale', `"${path}" was made for another lcp.toml`, {
    data: { file: path },
    hint: 'Run lcod resolve, and keep the new lock',
  })
}

/** The folder of a project, and the compose in it. */
export interface RootPlace {
  readonly folder: string
  readonly composePath?: string | undefined
}

/**
 * Refuses a lock when the compose of its project, or a file that this or the descriptor names, has changed since.
 *
 * @param path Of the lock, for messages.
 * @throws {KernelError} `lock_stale` naming the file.
 */
export async function ensureRoot(
  files: FilesPort,
  { folder, composePath }: RootPlace,
  lock: Lock,
  path: string,
): Promise<void> {
  const entry = lock.components[0]
  try {
    if (entry?.composeIntegrity !== undefined && composePath !== undefined) {
      verifyIntegrity(await files.read(composePath), entry.composeIntegrity, composePath)
    }
    await verifyNamed(files, folder, entry?.files ?? {})
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'integrity_mismatch') throw error
    const file = isDict(error.data) ? String(error.data['file']) : folder
    throw new KernelError('lock_stale', `"${file}" has changed since "${path}" was written`, {
      data: { file, lock: path },
      hint: 'Run lcod resolve, and keep the new lock',
      cause: error,
    })
  }
}
