import type { Command } from '../command.ts'
import type { FlagSpec } from '../flags.ts'
import { resolveFlags } from '../packages/package-commands.ts'

const json: FlagSpec = { name: 'json', value: 'none', summary: 'Print the result as JSON' }

const assemble: Command = {
  name: 'assemble',
  summary: 'Make a bundle of a project: its compose with every component it needs',
  usage: 'assemble [DIR] [flags]',
  description: [
    'DIR is a folder with an lcp.toml, a compose and an lcp.lock that fits them. The bundle is a folder NAME.lcod: the compose, every file of every component of the lock, the files that the compose names, and those that "assets" in resolve.config.json names. The same project gives the same bytes.',
    'lcod run NAME.lcod runs it. Everything in it is compared with its lock first, and nothing else is looked up: no folders, no cache, no network. The digest that is printed is that of its lock, and thus of all it holds.',
  ],
  flags: [
    {
      name: 'output',
      value: 'required',
      placeholder: 'NAME.lcod',
      summary: 'The bundle (default: beside the folder); one that is there is made anew',
    },
    ...resolveFlags,
    json,
  ],
  examples: [
    { command: 'lcod assemble', summary: 'Make a bundle of the working directory’s project, beside it' },
    { command: 'lcod assemble greet --output dist/greet.lcod', summary: 'Make one elsewhere' },
  ],
  load: async () => (await import('./assemble-command.ts')).assembleCommand,
}

/** Commands about bundles, in the order of the help. */
export const bundleCommands: readonly Command[] = [assemble]
