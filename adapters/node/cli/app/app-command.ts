import type { Command } from '../command.ts'
import { inputFlags, runningFlags } from '../run-flags.ts'

/** What an application takes on its command line: what `lcod run` takes, but for what chooses what is run. */
export function appCommand(name: string): Omit<Command, 'load'> {
  return {
    name,
    program: name,
    summary: `${name} is an LCOD application: it runs its compose and prints the result as JSON`,
    usage: '[name=value…] [flags]',
    description: [
      'name=value gives an input. Values that look like JSON numbers, true, false and null become what they look like; name:=json and name=json:… take any JSON; everything else is text. They win over --input.',
      'The result, and nothing else, goes to standard output. Logs, trace, progress and errors go to standard error.',
      `It may read its own files and write the .lcod folder of ${name}.lcod beside the program; everything else must be granted.`,
    ],
    flags: [
      ...inputFlags,
      ...runningFlags,
      { name: 'notices', value: 'none', summary: 'Print the licences of the software that is inside' },
      { name: 'version', short: 'V', value: 'none', summary: 'Print the name, and the version of the kernel' },
    ],
    examples: [{ command: `echo '{}' | ${name} --input -`, summary: 'Take the input from a pipe' }],
  }
}
