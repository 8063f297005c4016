import { KernelError } from '../../../core/errors/kernel-error.ts'
import { allCommands, commonFlags } from './commands.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { parseFlags } from './flags.ts'
import { commandHelp, generalHelp } from './help.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { unknownCommand } from './unknown-command.ts'
import { UsageError } from './usage-error.ts'

/**
 * The `lcod` command.
 *
 * @param argv Words after the name of the program.
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv)
  } catch (error) {
    const screen = new ErrorScreen()
    const { reportFailure } = await import('./report-failure.ts')
    const end = argv.indexOf('--')
    const flags = new Set(end === -1 ? argv : argv.slice(0, end))
    reportFailure(error, screen, { json: flags.has('--json-errors'), debug: flags.has('--debug') })
    await screen.drain()
    if (error instanceof UsageError) return EXIT.usage
    return error instanceof KernelError && error.code === 'cancelled' ? EXIT.cancelled : EXIT.failure
  }
}

async function dispatch([name, ...words]: readonly string[]): Promise<ExitCode> {
  if (name === undefined) throw new UsageError('A command is missing', 'lcod help lists the commands')
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

// Handles that a run left behind, such as idle connections, must not keep a finished command waiting.
void main(process.argv.slice(2)).then((code) => process.exit(code))
