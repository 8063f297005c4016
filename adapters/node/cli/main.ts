import { allCommands, commonFlags } from './commands.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { parseFlags } from './flags.ts'
import { commandHelp, generalHelp } from './help.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { startProgram } from './start-program.ts'
import { unknownCommand } from './unknown-command.ts'
import { helpWidth } from './wrap-text.ts'

/** The `lcod` command: what its first word names does the rest. */
async function dispatch([name, ...words]: readonly string[]): Promise<ExitCode> {
  if (name === undefined) {
    const screen = new ErrorScreen()
    screen.write(generalHelp(helpWidth(process.stderr.columns)))
    await screen.drain()
    return EXIT.usage
  }
  if (name === '--help' || name === '-h') {
    await writeResult(generalHelp())
    return EXIT.success
  }
  const wanted = name === '--version' || name === '-V' ? 'version' : name
  const command = allCommands.find((candidate) => candidate.name === wanted)
  if (command === undefined) throw unknownCommand(name)
  const parsed = parseFlags(words, [...command.flags, ...commonFlags])
  if (parsed.has('help')) {
    await writeResult(commandHelp(command))
    return EXIT.success
  }
  const run = await command.load()
  return run(parsed)
}

startProgram(dispatch)
