import { EXIT, type ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { interruptible } from '../interrupt.ts'
import { ErrorScreen } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { type CliProject, openCliFolder, openCliProject } from './cli-project.ts'
import { readPackageTarget } from './package-target.ts'
import { workspaceMembers } from './workspace-members.ts'

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
      const members = await membersOf(parsed, words)
      if (members === undefined) {
        return use({ project: await openCliProject(parsed, screen, { words, signal }), screen })
      }
      let worst: ExitCode = EXIT.success
      for (const folder of members) {
        const code = await use({ project: await openCliFolder(parsed, screen, { folder, signal }), screen })
        if (code !== EXIT.success) worst = code
      }
      return worst
    })
  } finally {
    await screen.drain()
  }
}

/** The components of the workspace that words name; `undefined` when they name something else. */
async function membersOf(parsed: ParsedArguments, words: readonly string[]): Promise<string[] | undefined> {
  const target = readPackageTarget(words, parsed.text('project'))
  if (target.kind === 'components') return undefined
  const members = await workspaceMembers(target.folder)
  if (members === undefined) return undefined
  const flag = ['output', 'json'].find((name) => parsed.has(name))
  if (flag !== undefined) {
    throw new UsageError(`"--${flag}" is for one project, and "${target.folder}" is a workspace`, nameOne(members))
  }
  if (members.length === 0) throw new UsageError(`The workspace "${target.folder}" has no components`)
  return members
}

function nameOne(members: readonly string[]): string {
  return members[0] === undefined ? 'Name one of its components' : `Name one of its components, such as ${members[0]}`
}
