import type { CommandRunner } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { interruptible } from '../interrupt.ts'
import { ErrorScreen, writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { addToProject } from './add-to-project.ts'
import { type CliProject, hasDescriptor } from './cli-project.ts'
import { installGlobally } from './install-globally.ts'
import { onProject } from './on-project.ts'
import { readPackageTarget, type Wanted, wantedFolder } from './package-target.ts'
import { ensureFresh, ensureRoot, fetchLocked, isFresh, readProjectLock, saveLock } from './project-lock.ts'
import { counted, outputPath, refuseProjectFlags } from './resolve-command.ts'
import { refuseWorkspace } from './workspace-members.ts'

/**
 * `lcod install [DIR|ID|URL…]`: what a project needs, as its lock says; components that are named become part of the
 * project or, outside of one and with `--global`, of the user's own.
 */
export const installCommand: CommandRunner = async (parsed) => {
  const target = readPackageTarget(parsed.positionals, parsed.text('project'))
  const isGlobal = parsed.has('global')
  if (target.kind === 'project' && !isGlobal) {
    return onProject(parsed, parsed.positionals, ({ project }) => installProject(project, parsed))
  }
  refuseProjectFlags(parsed)
  const wanted: readonly Wanted[] = target.kind === 'project' ? [wantedFolder(target.folder)] : target.wanted
  const folder = portablePath(parsed.text('project') ?? '.')
  if (!isGlobal) await refuseWorkspace(folder)
  const add = !isGlobal && (await hasDescriptor(folder)) ? addToProject : installGlobally
  const screen = new ErrorScreen()
  try {
    return await interruptible(screen, (signal) => add(wanted, { parsed, screen, signal }))
  } finally {
    await screen.drain()
  }
}

/** As the lock says, or as resolving says where there is none yet. */
async function installProject(project: CliProject, parsed: ParsedArguments): Promise<ExitCode> {
  const path = outputPath(parsed, project)
  const present = await readProjectLock(path)
  if (parsed.has('frozen')) await ensureRoot(project, ensureFresh(present, project.root.descriptor, path), path)
  let lock = present !== undefined && isFresh(present, project.root.descriptor) ? present : undefined
  if (lock === undefined) {
    await saveLock(project, await project.resolve(), path)
    lock = await readProjectLock(path)
  }
  const count = lock === undefined ? 0 : await fetchLocked(project, lock)
  await writeResult(`${counted(count)} installed as ${shownPath(path)} says\n`)
  return EXIT.success
}
