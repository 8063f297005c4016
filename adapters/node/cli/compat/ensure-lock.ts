import { join } from 'node:path'
import type { ParsedArguments } from '../flags.ts'
import { interruptible } from '../interrupt.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { exists } from '../project.ts'

/**
 * `--resolve`: resolves the project of a compose and writes its lock, where `--lock` says or beside the compose. Without
 * an `lcp.toml` there is nothing to resolve, which is worth a warning.
 *
 * @param folder Of the compose, absolute.
 * @throws {KernelError} what kept a dependency from being found.
 *
 * Spec: engine.md 10.3.
 */
export async function ensureLock(parsed: ParsedArguments, folder: string, screen: ErrorScreen): Promise<void> {
  if (!parsed.has('resolve')) return
  if (!(await exists(join(folder, 'lcp.toml')))) {
    screen.write('warning: There is no lcp.toml beside the compose, so there is nothing to resolve\n')
    return
  }
  const { openCliFolder } = await import('../packages/cli-project.ts')
  const { lockPath, saveLock } = await import('../packages/project-lock.ts')
  const named = parsed.text('lock')
  await interruptible(screen, async (signal) => {
    const project = await openCliFolder(parsed, screen, { folder: portablePath(folder), signal })
    const path = named === undefined ? lockPath(project.folder) : portablePath(named)
    await saveLock(project, await project.resolve(), path)
  })
}
