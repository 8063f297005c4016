import { commands } from './commands.ts'
import { helpWidth, wrap } from './wrap-text.ts'

export { commandHelp, flagSummary, flagUsage, usageLine } from './command-help.ts'

/** The list of commands. */
export function generalHelp(width = helpWidth()): string {
  const nameWidth = Math.max(...commands.map((command) => command.name.length)) + 2
  return [
    ...wrap('lcod runs LCOD composes: programs written as YAML or JSON that call components.', width),
    '',
    'Usage: lcod COMMAND [arguments] [flags]',
    '',
    'Commands:',
    ...commands.flatMap((command) => {
      return wrap(`  ${command.name.padEnd(nameWidth)}${command.summary}`, width, nameWidth + 2)
    }),
    '',
    ...wrap('lcod-run and run-compose are programs of their own, which take the flags of other kernels.', width),
    ...wrap('lcod COMMAND --help shows the flags of a command, with examples.', width),
    '',
  ].join('\n')
}
