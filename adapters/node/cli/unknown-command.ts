import { nearestName } from '../../../core/compose/nearest-name.ts'
import { commands } from './commands.ts'
import { UsageError } from './usage-error.ts'

/** What other tools call a command. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['add', 'install'],
  ['create', 'init'],
  ['lock', 'resolve'],
  ['new', 'init'],
  ['remove', 'uninstall'],
  ['rm', 'uninstall'],
  ['update', 'resolve'],
  ['validate', 'check'],
])

/** The error for a word that is no command; names the command, or the use of `run`, that was probably meant. */
export function unknownCommand(name: string): UsageError {
  const names = commands.map((command) => command.name)
  const near = ELSEWHERE.get(name) ?? nearestName(name, names)
  if (near !== undefined) return new UsageError(`Unknown command "${name}"`, `Did you mean "lcod ${near}"?`)
  const isTarget = /[/\\.:]|^-$/.test(name)
  return new UsageError(
    `Unknown command "${name}"`,
    isTarget ? `To run a compose, write lcod run ${name}` : 'lcod help lists the commands',
  )
}
