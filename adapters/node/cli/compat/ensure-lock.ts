import { join } from 'node:path'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { exists } from '../project.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Makes sure that the run has the lock that `--resolve` and `--lock` ask for.
 *
 * @param folder Of the compose, absolute.
 * @throws {UsageError} this version resolves nothing yet.
 *
 * Spec: engine.md 10.3.
 */
export async function ensureLock(parsed: ParsedArguments, folder: string, screen: ErrorScreen): Promise<void> {
  if (!parsed.has('resolve') && !parsed.has('lock')) return
  if (!(await exists(join(folder, 'lcp.toml')))) {
    screen.write('warning: There is no lcp.toml beside the compose, so there is nothing to resolve\n')
    return
  }
  const flag = parsed.has('resolve') ? '--resolve' : '--lock'
  throw new UsageError(`"${flag}" is not available yet`, 'Name folders of components with --components')
}
