import type { CommandRunner } from './command.ts'
import { allCommands } from './commands.ts'
import { EXIT } from './exit-code.ts'
import { commandHelp, generalHelp } from './help.ts'
import { writeResult } from './output.ts'
import { unknownCommand } from './unknown-command.ts'
import { UsageError } from './usage-error.ts'

/** `lcod help [COMMAND]` */
export const helpCommand: CommandRunner = async ({ positionals }) => {
  const [name, ...rest] = positionals
  if (rest.length > 0) throw new UsageError(`"help" takes one command, found "${positionals.join(' ')}"`)
  if (name === undefined) {
    await writeResult(generalHelp())
    return EXIT.success
  }
  const command = allCommands.find((candidate) => candidate.name === name)
  if (command === undefined) throw unknownCommand(name)
  await writeResult(commandHelp(command))
  return EXIT.success
}
