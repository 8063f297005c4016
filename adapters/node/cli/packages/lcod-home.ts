import { homedir } from 'node:os'
import { portablePath } from '../permission-flags.ts'

/** What belongs to the user and to no project: `LCOD_HOME`, else `~/.lcod`. Absolute, with `/`. */
export function lcodHome(): string {
  return portablePath(process.env['LCOD_HOME'] || `${homedir()}/.lcod`)
}

/** Where fetches of no project are kept: `LCOD_CACHE_DIR`, else `cache` in the home. */
export function homeCache(): string {
  const named = process.env['LCOD_CACHE_DIR']
  return named ? portablePath(named) : `${lcodHome()}/cache`
}
