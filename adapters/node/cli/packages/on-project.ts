import type { ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { interruptible } from '../interrupt.ts'
import { ErrorScreen } from '../output.ts'
import { type CliProject, openCliProject } from './cli-project.ts'

/** A project that a command works on, and where the command reports. */
export interface ProjectSession {
  readonly project: CliProject
  readonly screen: ErrorScreen
}

/**
 * Opens the project that words name for the time of a command. Ctrl+C gives up what is being fetched; the cache stays
 * whole.
 */
export async function onProject(
  parsed: ParsedArguments,
  words: readonly string[],
  use: (session: ProjectSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const screen = new ErrorScreen()
  try {
    return await interruptible(screen, async (signal) => {
      const project = await openCliProject(parsed, screen, { words, signal })
      return use({ project, screen })
    })
  } finally {
    await screen.drain()
  }
}
