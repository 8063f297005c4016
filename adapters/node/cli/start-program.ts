import { KernelError } from '../../../core/errors/kernel-error.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { ErrorScreen } from './output.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs a program of the command line on the words after its name, and ends the process with its exit code. What it throws
 * is reported on standard error.
 */
export function startProgram(program: (argv: readonly string[]) => Promise<ExitCode>): void {
  const argv = process.argv.slice(2)
  // Handles that a run left behind, such as idle connections, must not keep a finished command waiting.
  void program(argv)
    .catch((error) => reportEnd(error, argv))
    .then((code) => process.exit(code))
}

async function reportEnd(error: unknown, argv: readonly string[]): Promise<ExitCode> {
  const screen = new ErrorScreen()
  const { reportFailure } = await import('./report-failure.ts')
  const end = argv.indexOf('--')
  const flags = new Set(end === -1 ? argv : argv.slice(0, end))
  reportFailure(error, screen, { json: flags.has('--json-errors'), debug: flags.has('--debug') })
  await screen.drain()
  if (error instanceof UsageError) return EXIT.usage
  return error instanceof KernelError && error.code === 'cancelled' ? EXIT.cancelled : EXIT.failure
}
