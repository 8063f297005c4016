import { commands } from './commands.ts'

export { commandHelp, flagSummary, flagUsage, usageLine } from './command-help.ts'

/** The list of commands. */
export function generalHelp(): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  return [
    'lcod runs LCOD composes: programs written as YAML or JSON that call components.',
    '',
    'Usage: lcod COMMAND [arguments] [flags]',
    '',
    'Commands:',
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    'lcod-run and run-compose are programs of their own, which take the flags of other kernels.',
    'lcod COMMAND --help shows the flags of a command, with examples.',
    '',
  ].join('\n')
}
