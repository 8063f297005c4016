import type { Command } from '../../adapters/node/cli/command.ts'
import { commands, commonFlags, exitCodes } from '../../adapters/node/cli/commands.ts'
import { compatCommands } from '../../adapters/node/cli/compat/compat-commands.ts'
import type { FlagSpec } from '../../adapters/node/cli/flags.ts'
import { flagSummary, flagUsage, usageLine } from '../../adapters/node/cli/help.ts'
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
\`--allow-net\` covers HTTP and Git, \`--allow-git\` Git alone. \`-A\` grants everything.

What the command line names itself needs no grant: the compose, also one at an https:// address, the input, the bindings,
the folders of components, the file of the trace. Plain http:// is taken from this machine only, and a compose that was
downloaded has no folder that it may read. A collector that traces are sent to must be granted, since a compose could
otherwise be made to send its values there.

## Where components come from

An id that is not built in is looked for in the folders of \`--components\`, in order, then in the \`components\` folder
beside the compose and, when its \`lcp.toml\` has a \`[workspace]\`, in that package. A folder with an \`lcp.toml\` and a
compose is a component. Nothing is read before an id is missing, and a broken component fails when it is called.
`

const TRACES = `
## Traces

| Format | Chosen by | For |
| --- | --- | --- |
| \`pretty\` | \`--trace\` | People who watch a run: a line per step, written while it goes on |
| \`jsonl\` | \`--trace=jsonl\`, \`--trace-file x.jsonl\` | Programs, and \`lcod trace\`: one event per line, nothing left out |
| \`chrome\` | \`--trace=chrome\`, \`--trace-file x.json\` | Perfetto, \`chrome://tracing\` and the DevTools |
| \`otlp\` | \`--trace=otlp\`, \`--trace-file x.otlp.json\`, \`--trace-url URL\` | OpenTelemetry collectors and what stands behind them |

A run takes part in the W3C trace that \`--traceparent\` or the variable \`TRACEPARENT\` names, and its HTTP requests carry
it on. With \`otlp\` and neither, the run begins a trace of its own. A collector that cannot be reached costs a warning,
not the result.

\`lcod trace show\` gives each step two times: from its beginning to its end, and without the time in which a step inside
of it was under way. \`lcod trace diff\` compares what steps were given, gave back and wrote; values that are different in
every run, such as the time of a log, are differences too.
`

const CHECK_JSON = `
## lcod check --json

\`\`\`ts
{
  files: string[]                    // every file that was checked, as it was named or found
  problems: Array<{
    severity: 'error' | 'warning'
    code: string                     // stable; see docs/errors.md and docs/lint.md
    message: string
    file: string
    pointer: string                  // JSON pointer into the document; '' for the document itself
    line?: number                    // from 1; absent when the problem has no place in the text
    column?: number                  // from 1
    source?: { file: string, start: number, end: number }   // offsets in UTF-16 units
    hint?: string
  }>
}
\`\`\`
`

const VARIABLES: ReadonlyArray<readonly [string, string]> = [
  ['LCOD_LOG_LEVEL', "Least level of the kernel's own logs, as `--log-level`; may change while a run goes on"],
  ['LCOD_CACHE_DIR', 'Folder of what was downloaded'],
  ['LCOD_NO_AUTO_RESOLVE', 'When set, ids that are run are not resolved, as with `--no-resolve`'],
  ['TRACEPARENT', 'The W3C trace that the command runs in; `TRACESTATE` goes with it'],
  ['OTEL_SERVICE_NAME', 'The `service.name` of OpenTelemetry spans (default: lcod)'],
  ['NO_COLOR', 'When set, nothing is coloured; `FORCE_COLOR` colours also what is no terminal'],
]

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
    ...compatCommands.map(commandSection),
    '\n## Flags of every command\n\n',
    flagTable(commonFlags),
    PERMISSIONS,
    TRACES,
    CHECK_JSON,
    '\n## Environment variables\n\n',
    table(
      ['Variable', 'What it does'],
      VARIABLES.map(([name, meaning]) => [code(name), meaning]),
    ),
  ]
  return parts.join('')
}

function commandSection(command: Command): string {
  const examples = command.examples.map((example) => `# ${example.summary}\n${example.command}\n`).join('\n')
  return [
    `\n## ${command.program ?? `lcod ${command.name}`}\n\n${command.summary}.\n\n`,
    `\`\`\`\n${usageLine(command)}\n\`\`\`\n`,
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
