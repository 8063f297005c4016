import type { CommandRunner } from '../command.ts'
import { interruptible } from '../interrupt.ts'
import { ErrorScreen } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { UsageError } from '../usage-error.ts'
import { hasDescriptor } from './cli-project.ts'
import { ensureId } from './package-target.ts'
import { removeFromProject } from './remove-from-project.ts'
import { uninstallGlobally } from './uninstall-globally.ts'
import { refuseWorkspace } from './workspace-members.ts'

/** `lcod uninstall ID…`: out of the project or, outside of one and with `--global`, out of the user's own. */
export const uninstallCommand: CommandRunner = async (parsed) => {
  const ids = parsed.positionals.map(ensureId)
  if (ids.length === 0) throw new UsageError('A component id is missing', 'Write lcod uninstall lcod://namespace/name')
  const folder = portablePath(parsed.text('project') ?? '.')
  const isGlobal = parsed.has('global')
  if (!isGlobal) await refuseWorkspace(folder)
  const remove = !isGlobal && (await hasDescriptor(folder)) ? removeFromProject : uninstallGlobally
  const screen = new ErrorScreen()
  try {
    return await interruptible(screen, (signal) => remove(ids, { parsed, screen, signal }))
  } finally {
    await screen.drain()
  }
}
