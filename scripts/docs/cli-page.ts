import type { Command } from '../../adapters/node/cli/command.ts'
import { commands, commonFlags, exitCodes } from '../../adapters/node/cli/commands.ts'
import type { FlagSpec } from '../../adapters/node/cli/flags.ts'
import { flagSummary, flagUsage } from '../../adapters/node/cli/help.ts'
import { code, generatedHeader, table } from './markdown.ts'

const INTRO = `
\`lcod\` runs and checks composes from a terminal. After \`npm ci\` in a checkout it is \`npx lcod\`; in a project that
depends on \`lcod-universal\`, the same.

- Standard output holds what you asked for and nothing else, so it can be piped. Logs, traces, progress and errors go to
  standard error.
- Errors name the file, line and column, show the lines, the steps that led there, the cause, and what to do. With
  \`--json-errors\` they are one JSON object: \`{"error": {"code", "message", "data"?, "trace"?, …}}\`.
- Colours appear on terminals only, and never when \`NO_COLOR\` is set.
- Ctrl+C cancels a run: deferred cleanups and \`finally\` slots still run. A second Ctrl+C ends the process at once.
- A reader that goes away (\`lcod run … | head\`) ends the output quietly.
`

const PERMISSIONS = `
## Permissions

A run may do nothing but compute, with one exception: a compose in a folder may read that folder and write its \`.lcod\`
folder. Each \`--allow-…\` flag grants one kind of access, to a list or, without a list, to everything of the kind.
\`--allow-net\` covers HTTP and Git. \`-A\` grants everything.

## Where components come from

An id that is not built in is looked for in the folders of \`--components\`, in order, then in the \`components\` folder
beside the compose and, when its \`lcp.toml\` has a \`[workspace]\`, in that package. A folder with an \`lcp.toml\` and a
compose is a component. Nothing is read before an id is missing, and a broken component fails when it is called.
`

/** `docs/cli.md`: every command, from the data that the help is made of. */
export function cliPage(): string {
  const parts = [
    generatedHeader('The lcod command', 'adapters/node/cli/commands.ts'),
    INTRO,
    '\n## Exit codes\n\n',
    table(
      ['Code', 'Meaning'],
      exitCodes.map(({ code: exit, meaning }) => [code(String(exit)), meaning]),
    ),
    ...commands.map(commandSection),
    '\n## Flags of every command\n\n',
    flagTable(commonFlags),
    PERMISSIONS,
  ]
  return parts.join('')
}

function commandSection(command: Command): string {
  const examples = command.examples.map((example) => `# ${example.summary}\n${example.command}\n`).join('\n')
  return [
    `\n## lcod ${command.name}\n\n${command.summary}.\n\n`,
    `\`\`\`\nlcod ${command.usage}\n\`\`\`\n`,
    ...command.description.map((paragraph) => `\n${paragraph}\n`),
    command.flags.length === 0 ? '' : `\n${flagTable(command.flags)}`,
    `\n\`\`\`sh\n${examples}\`\`\`\n`,
  ].join('')
}

function flagTable(flags: readonly FlagSpec[]): string {
  return table(
    ['Flag', 'What it does'],
    flags.map((flag) => [code(flagUsage(flag)), flagSummary(flag)]),
  )
}
