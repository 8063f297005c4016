import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { ParsedArguments } from '../flags.ts'
import { UsageError } from '../usage-error.ts'

/** The folder that a target stands in; the working directory for what is no path. */
export async function composeFolder(target: string): Promise<string> {
  if (target === '-' || /^[a-z][a-z+.-]+:\/\//i.test(target)) return process.cwd()
  const isFolder = await stat(target).then(
    (info) => info.isDirectory(),
    () => false,
  )
  return isFolder ? resolve(target) : dirname(resolve(target))
}

/**
 * What `LCOD_CACHE_DIR` is to be: `--cache-dir`, the home folder's with `--global-cache`, what the environment says, else
 * `.lcod/cache` beside the compose.
 *
 * Spec: engine.md 10.3.
 */
export function chooseCacheFolder(
  parsed: ParsedArguments,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const named = parsed.text('cache-dir')
  const isGlobal = parsed.has('global-cache')
  if (named !== undefined && isGlobal) throw new UsageError('"--cache-dir" and "--global-cache" name different caches')
  if (named !== undefined) return resolve(named)
  if (isGlobal) return join(homedir(), '.lcod', 'cache')
  return env['LCOD_CACHE_DIR'] || join(folder, '.lcod', 'cache')
}
