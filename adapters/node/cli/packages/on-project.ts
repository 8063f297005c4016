import { EXIT, type ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { interruptible } from '../interrupt.ts'
import { ErrorScreen } from '../output.ts'
import { type CliProject, openCliFolder, openCliProject, type WorkspaceComponents } from './cli-project.ts'
import { readPackageTarget } from './package-target.ts'
import { projectFolders } from './workspace-members.ts'

/** A project that a command works on, and where the command reports. */
export interface ProjectSession {
  readonly project: CliProject
  readonly screen: ErrorScreen
}

/**
 * Opens the project that words name for the time of a command; of a workspace each component, one after the other.
 * Ctrl+C gives up what is being fetched; the cache stays whole.
 *
 * @returns success when every project ended with it.
 */
export async function onProject(
  parsed: ParsedArguments,
  words: readonly string[],
  use: (session: ProjectSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const screen = new ErrorScreen()
  try {
    return await interruptible(screen, async (signal) => {
      const target = readPackageTarget(words, parsed.text('project'))
      const folders = target.kind === 'project' ? await projectFolders(target.folder, parsed) : []
      const isWorkspace = target.kind === 'project' && folders[0] !== target.folder
      if (!isWorkspace) return use({ project: await openCliProject(parsed, screen, { words, signal }), screen })
      let worst: ExitCode = EXIT.success
      const workspaces: WorkspaceComponents = new Map()
      for (const folder of folders) {
        const code = await use({ project: await openCliFolder(parsed, screen, { folder, signal, workspaces }), screen })
        if (code !== EXIT.success) worst = code
      }
      return worst
    })
  } finally {
    await screen.drain()
  }
}
