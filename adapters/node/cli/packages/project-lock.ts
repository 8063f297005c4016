import { readFile } from 'node:fs/promises'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { Host } from '../../../../core/host/index.ts'
import { requirePort } from '../../../../core/host/require-port.ts'
import type { ComponentLoader } from '../../../../core/kernel-api.ts'
import { openCacheFolder } from '../../../../core/resolve/cache-folder.ts'
import { integrityOf, verifyIntegrity } from '../../../../core/resolve/integrity.ts'
import { type Lock, readLock, writeLock } from '../../../../core/resolve/lock-file.ts'
import { createLockLoader, obtainLocked } from '../../../../core/resolve/lock-loader.ts'
import { verifyNamed } from '../../../../core/resolve/locked-files.ts'
import type { Resolution } from '../../../../core/resolve/resolve-project.ts'
import { SourceFetcher } from '../../../../core/resolve/source-fetcher.ts'
import { isDict } from '../../../../core/values.ts'
import { cacheWorker } from './cache-worker.ts'
import type { CliProject } from './cli-project.ts'

/** Where the lock of a folder is. */
export function lockPath(folder: string): string {
  return `${folder}/lcp.lock`
}

/**
 * The lock of a folder.
 *
 * @returns `undefined` when there is none.
 * @throws {KernelError} `lock_invalid`.
 */
export async function readProjectLock(path: string): Promise<Lock | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : readLock(text, path)
}

/** Whether a lock was made for the descriptor that is there now. */
export function isFresh(lock: Lock, descriptor: Uint8Array): boolean {
  const root = lock.components[0]
  return root?.integrity === integrityOf(descriptor)
}

/**
 * Refuses a lock that was made for another descriptor. What else the project is made of is `ensureRoot`'s.
 *
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

/**
 * Refuses a lock when the compose of its project, or a file that this or the descriptor names, has changed since.
 *
 * @throws {KernelError} `lock_stale` naming the file.
 */
export async function ensureRoot({ root, folder, host }: CliProject, lock: Lock, path: string): Promise<void> {
  const files = requirePort(host, 'files', 'lcod')
  const entry = lock.components[0]
  try {
    if (entry?.composeIntegrity !== undefined && root.composePath !== undefined) {
      verifyIntegrity(await files.read(root.composePath), entry.composeIntegrity, root.composePath)
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

/**
 * Writes the lock of a resolution, unless it is there already to the byte.
 *
 * @returns whether the file changed.
 */
export async function saveLock(project: CliProject, resolution: Resolution, path: string): Promise<boolean> {
  const text = writeLock(resolution, project.config.bindings)
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return false
  const files = requirePort(project.host, 'files', 'lcod resolve')
  await files.write(path, new TextEncoder().encode(text), { createParents: true })
  return true
}

/** Brings everything a lock holds into the cache, each compared with its digest. */
export async function fetchLocked(project: CliProject, lock: Lock): Promise<number> {
  const files = requirePort(project.host, 'files', 'lcod install')
  const entries = lock.components.slice(1)
  for (const entry of entries) await obtainLocked(entry, lock, { files, fetcher: project.fetcher })
  return entries.length
}

/** Loads what a lock holds for a run in a folder; the cache is found as the resolver finds it. */
export async function projectLockLoader(host: Host, folder: string, lock: Lock): Promise<ComponentLoader> {
  const files = requirePort(host, 'files', 'lcod run')
  const cacheRoot = await openCacheFolder(files, host.env, folder)
  const fetcher = new SourceFetcher({ host, project: folder, cacheRoot, worker: cacheWorker() })
  return createLockLoader(lock, { files, fetcher })
}
