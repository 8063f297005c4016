import type { ExitCode } from './exit-code.ts'
import type { FlagSpec, ParsedArguments } from './flags.ts'

/** A command as its help shows it; the code that does the work is loaded when it is called. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The program that is this command alone: `lcod-run`. */
  readonly program?: string
  /** What follows `lcod`, or the name of its own program: `run TARGET [name=value…] [flags]`. */
  readonly usage: string
  /** What its first word may be, for completion; files when absent. */
  readonly words?: readonly string[]
  /** Paragraphs between the usage and the flags. */
  readonly description: readonly string[]
  readonly flags: readonly FlagSpec[]
  readonly examples: ReadonlyArray<{ readonly command: string; readonly summary: string }>
  load(): Promise<CommandRunner>
}

/** Does what a command is for. Throws `UsageError` when its words make no sense. */
export type CommandRunner = (args: ParsedArguments) => Promise<ExitCode>
