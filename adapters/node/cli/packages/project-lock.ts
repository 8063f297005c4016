import { readFile } from 'node:fs/promises'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { Host } from '../../../../core/host/index.ts'
import { requirePort } from '../../../../core/host/require-port.ts'
import type { ComponentLoader } from '../../../../core/kernel-api.ts'
import { openCacheFolder } from '../../../../core/resolve/cache-folder.ts'
import { compareLocked } from '../../../../core/resolve/compare-locked.ts'
import { ensureRoot as ensureRootFiles } from '../../../../core/resolve/fresh-lock.ts'
import { type Lock, readLock, writeLock } from '../../../../core/resolve/lock-file.ts'
import { createLockLoader, obtainLocked } from '../../../../core/resolve/lock-loader.ts'
import type { Resolution } from '../../../../core/resolve/resolve-project.ts'
import { SourceFetcher } from '../../../../core/resolve/source-fetcher.ts'
import { unlessMissing } from '../../node-file-error.ts'
import { cacheWorker } from './cache-worker.ts'
import type { CliProject } from './cli-project.ts'

export { ensureFresh, isFresh } from '../../../../core/resolve/fresh-lock.ts'

/** Where the lock of a folder is. */
export function lockPath(folder: string): string {
  return `${folder}/lcp.lock`
}

/**
 * The lock of a folder.
 *
 * @returns `undefined` when there is none.
 * @throws {KernelError} `lock_invalid`, and the codes of files: a lock that is there and cannot be read is not passed over.
 */
export async function readProjectLock(path: string): Promise<Lock | undefined> {
  const text = await unlessMissing(path, () => readFile(path, 'utf8'))
  return text === null ? undefined : readLock(text, path)
}

/** `ensureRoot` of core for a project of the command line. */
export function ensureRoot({ root, folder, host }: CliProject, lock: Lock, path: string): Promise<void> {
  const files = requirePort(host, 'files', 'lcod')
  return ensureRootFiles(files, { folder, composePath: root.composePath }, lock, path)
}

/**
 * Writes the lock of a resolution, unless it is there already to the byte. What the lock of before says of the same
 * content must still be true.
 *
 * @returns whether the file changed.
 * @throws {KernelError} `integrity_mismatch` as `compareLocked`.
 */
export async function saveLock(project: CliProject, resolution: Resolution, path: string): Promise<boolean> {
  const before = await readProjectLock(path).catch((error: unknown) => {
    // A lock that is none gives way to the new one.
    if (error instanceof KernelError && error.code === 'lock_invalid') return undefined
    throw error
  })
  if (before !== undefined) await compareLocked(before, resolution.components, project)
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
