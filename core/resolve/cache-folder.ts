import type { EnvPort } from '../host/env.ts'
import type { FilesPort } from '../host/files.ts'
import { joinPath } from '../paths/join-path.ts'

/**
 * Makes the folder for what the resolver downloads: the first of `cacheFolders` that can be made.
 *
 * @param project Absolute folder of the project.
 * @returns an absolute path.
 * @throws {KernelError} why the first could not be made, when none can.
 */
export async function openCacheFolder(files: FilesPort, env: EnvPort, project: string): Promise<string> {
  let failure: unknown
  for (const candidate of cacheFolders(files, env, project)) {
    try {
      await files.makeDirectory(candidate)
      return candidate
    } catch (error) {
      failure ??= error
    }
  }
  throw failure
}

/**
 * Where the cache of a project may be, in order: `.lcod/cache` in the project, `LCOD_CACHE_DIR`, `~/.cache/lcod`.
 *
 * Spec: contracts.md 2.1 `tooling/resolver/cache-dir`, 5.6.
 */
export function cacheFolders(files: FilesPort, env: EnvPort, project: string): string[] {
  const candidates = [joinPath(project, '.lcod/cache')]
  const named = env.get('LCOD_CACHE_DIR')
  if (named !== undefined && named !== '') candidates.push(joinPath(files.cwd, named))
  const { homeDir } = env.info
  if (homeDir !== null) candidates.push(joinPath(homeDir, '.cache/lcod'))
  return candidates
}
