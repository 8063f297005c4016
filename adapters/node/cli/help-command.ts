import { nearestName } from '../../../core/compose/nearest-name.ts'
import type { CommandRunner } from './command.ts'
import { commands } from './commands.ts'
import { EXIT } from './exit-code.ts'
import { commandHelp, generalHelp } from './help.ts'
import { writeResult } from './output.ts'
import { UsageError } from './usage-error.ts'

/** `lcod help [COMMAND]` */
export const helpCommand: CommandRunner = async ({ positionals }) => {
  const [name, ...rest] = positionals
  if (rest.length > 0) throw new UsageError(`"help" takes one command, found "${positionals.join(' ')}"`)
  if (name === undefined) {
    await writeResult(generalHelp())
    return EXIT.success
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) throw unknownCommand(name)
  await writeResult(commandHelp(command))
  return EXIT.success
}

/** The error for a word that is no command; names the command, or the use of `run`, that was probably meant. */
export function unknownCommand(name: string): UsageError {
  const near = nearestName(
    name,
    commands.map((command) => command.name),
  )
  if (near !== undefined) return new UsageError(`Unknown command "${name}"`, `Did you mean "lcod ${near}"?`)
  const isTarget = /[/\\.:]|^-$/.test(name)
  return new UsageError(
    `Unknown command "${name}"`,
    isTarget ? `To run a compose, write lcod run ${name}` : 'lcod help lists the commands',
  )
}
