import { bundleCommands } from './bundle/bundle-commands.ts'
import type { Command } from './command.ts'
import { compatCommands } from './compat/compat-commands.ts'
import { completion } from './completion/completion-entry.ts'
import { durableFlags } from './durable/durable-flags.ts'
import { runs } from './durable/runs-entry.ts'
import { packageCommands } from './packages/package-commands.ts'
import { permissionFlags } from './permission-flags.ts'
import { compactFlag, componentsFlag, inputFlags, logFlags, serveFlag, timeoutFlag, traceFlags } from './run-flags.ts'
import { trace } from './trace/trace-entry.ts'

export { commonFlags, exitCodes } from './common-flags.ts'

const run: Command = {
  name: 'run',
  summary: 'Run a compose and print its result as JSON',
  usage: 'run TARGET [name=value…] [flags]',
  description: [
    'TARGET is a .yaml or .json file, a folder with a compose in it, a bundle (NAME.lcod), an https:// address, a component id (lcod://…), or - for standard input. Naming an address is all it takes to download it; what it then does needs grants like any other compose, and it has no folder of its own.',
    'name=value gives an input. Values that look like JSON numbers, true, false and null become what they look like; name:=json and name=json:… take any JSON; everything else is text. They win over --input.',
    'The result, and nothing else, goes to standard output. Logs, trace, progress and errors go to standard error.',
    "An lcp.toml beside the compose declares its inputs and outputs; their schemas are checked. Components in the project's own components folder are found without a flag. $globals.projectPath is the folder of the compose.",
    'With an lcp.lock beside the compose, what it locks is compared with its digests before it runs. A component id that is in no folder is resolved with the sources of the working directory.',
    'With --durable, what each step gives is kept in a journal before the next one sees it. A run that was killed, cancelled or failed goes on by the same command; steps that were under way may be repeated, no others are. A changed compose or input is refused unless --anew is given.',
    'A compose in a folder may read that folder and write its .lcod folder; everything else must be granted.',
  ],
  flags: [
    ...inputFlags,
    componentsFlag,
    ...traceFlags,
    timeoutFlag,
    ...durableFlags,
    serveFlag,
    ...permissionFlags,
    { name: 'frozen', value: 'none', summary: 'Run only what lcp.lock holds, unchanged' },
    { name: 'no-resolve', value: 'none', summary: 'Do not resolve the component id that is run' },
    compactFlag,
    ...logFlags,
  ],
  examples: [
    { command: 'lcod run examples/csv-report', summary: 'Run the compose of a folder' },
    { command: 'lcod run greet.yaml name=Ada times:=3', summary: 'Give inputs' },
    { command: 'echo \'{"name":"Ada"}\' | lcod run greet.yaml -i -', summary: 'Take the input from a pipe' },
    { command: 'lcod run fetch.yaml --allow-net=api.example.com --timeout 30s', summary: 'Grant access to one host' },
    { command: 'lcod run import.yaml --durable', summary: 'Go on where it ended, by the same command' },
    { command: 'lcod run app.yaml --serve --allow-listen=127.0.0.1:8080', summary: 'Serve HTTP until Ctrl+C' },
    { command: 'lcod run job.yaml --trace=chrome --trace-file trace.json', summary: 'Record a trace for Perfetto' },
  ],
  load: async () => (await import('./run-command.ts')).runCommand,
}

const check: Command = {
  name: 'check',
  summary: 'Find everything that is wrong in composes, without running them',
  usage: 'check [PATH…] [flags]',
  description: [
    'PATH is a compose file or a folder; of a folder every compose.yaml, compose.yml and compose.json in it is checked, at any depth, with the lcp.toml and the lcp.lock beside it, and every lcp.toml without a compose. Without a PATH the working directory is.',
    'Each step is compared with the component it calls and the state it finds: ids, inputs, slots, fields of results, paths. Errors are what would refuse to run or fail whenever it runs. Warnings are what is probably not meant, such as an unknown key or an id that nothing here has: a binding or a resolver may still know it. docs/lint.md lists the rules.',
    'The exit code is 2 when there are errors, and 0 with warnings alone.',
  ],
  flags: [componentsFlag, { name: 'json', value: 'none', summary: 'Print the problems as JSON on standard output' }],
  examples: [
    { command: 'lcod check', summary: 'Check all composes below the working directory' },
    { command: 'lcod check job.yaml --json', summary: 'Check one, for an editor or a script' },
  ],
  load: async () => (await import('./check-command.ts')).checkCommand,
}

const lint: Command = {
  name: 'lint',
  summary: 'Find what lcod check finds and what is seldom meant, and list the loggers',
  usage: 'lint [PATH…] [flags]',
  description: [
    'PATH is a compose file or a folder; of a folder every compose in it is looked at, at any depth. Without a PATH the working directory is.',
    'Loggers are the tag logger of log calls, in the compose and in everything it calls; they are compared with [logging] of its lcp.toml. docs/lint.md explains the rules.',
    'The exit code is 2 when there are errors, 1 with warnings alone, and 0 when there is nothing to report.',
  ],
  flags: [
    componentsFlag,
    { name: 'json', value: 'none', summary: 'Print problems and loggers as JSON on standard output' },
  ],
  examples: [{ command: 'lcod lint components', summary: 'Look at every component of a project' }],
  load: async () => (await import('./lint-command.ts')).lintCommand,
}

const test: Command = {
  name: 'test',
  summary: 'Run tests that are written as data',
  usage: 'test [PATH…] [flags]',
  description: [
    'PATH is a test file or a folder; of a folder everything in tests/unit, the suites in tests, and the conformance cases in cases are run, at any depth. Without a PATH the working directory is.',
    'A unit test has a name, an input, and expect or expectError for the compose in whose folder its tests folder stands; mocks replace what the compose calls.',
    'A failed test shows where the values differ, which step wrote them, and the trace path of the step that failed.',
  ],
  flags: [
    {
      name: 'manifest',
      value: 'required',
      placeholder: 'FILE',
      summary: 'Run the fixtures that this JSON file lists instead: name and compose of each',
    },
    {
      name: 'filter',
      value: 'required',
      placeholder: 'REGEXP',
      summary: 'Run only tests whose name matches',
    },
    { name: 'json', value: 'none', summary: 'Print the results as JSON on standard output' },
    { name: 'junit', value: 'required', placeholder: 'FILE', summary: 'Write the results as JUnit XML' },
    { name: 'update', value: 'none', summary: 'Write what failed tests gave into their files as expected' },
    { name: 'watch', value: 'none', summary: 'Run again whenever a file changes' },
    { name: 'coverage', value: 'none', summary: 'Say which steps and slots never ran' },
    {
      name: 'strict-mocks',
      value: 'none',
      summary: 'Fail a call of anything that reaches outside the test and has no mock',
    },
    componentsFlag,
    ...permissionFlags,
  ],
  examples: [
    { command: 'lcod test', summary: 'Run all tests below the working directory' },
    { command: 'lcod test components/greet --coverage', summary: 'See what the tests of a component leave out' },
    { command: 'lcod test --junit report.xml', summary: 'Report to a CI system' },
  ],
  load: async () => (await import('./test-command.ts')).testCommand,
}

const graph: Command = {
  name: 'graph',
  summary: 'Draw a compose as a Mermaid flowchart',
  usage: 'graph TARGET [flags]',
  description: [
    'TARGET is a .yaml or .json file, a folder with a compose in it, an https:// address, or - for standard input.',
    'The chart has a node per step, named after what it calls, and a box per slot.',
  ],
  flags: [],
  examples: [{ command: 'lcod graph examples/csv-report > graph.mmd', summary: 'Save the chart of a compose' }],
  load: async () => (await import('./graph-command.ts')).graphCommand,
}

const help: Command = {
  name: 'help',
  summary: 'Show what lcod can do, or the help of one command',
  usage: 'help [COMMAND]',
  description: [],
  flags: [],
  examples: [{ command: 'lcod help run', summary: 'Show the help of lcod run' }],
  load: async () => (await import('./help-command.ts')).helpCommand,
}

const version: Command = {
  name: 'version',
  summary: 'Print the version',
  usage: 'version',
  description: [],
  flags: [],
  examples: [{ command: 'lcod version', summary: 'Print the version' }],
  load: async () => (await import('./version-command.ts')).versionCommand,
}

/** What `lcod` can do, in the order of the help. */
export const commands: readonly Command[] = [
  run,
  check,
  lint,
  test,
  graph,
  trace,
  runs,
  ...packageCommands,
  ...bundleCommands,
  completion,
  help,
  version,
]

/** What a program of the package can be started as, or `lcod` told to do. */
export const allCommands: readonly Command[] = [...commands, ...compatCommands]
