import type { Command } from '../command.ts'
import type { FlagSpec } from '../flags.ts'
import { componentsFlag, runningFlags } from '../run-flags.ts'

/** Every flag that the command lines of other kernels take, so that scripts written for those keep working. */
const flags: readonly FlagSpec[] = [
  {
    name: 'compose',
    short: 'c',
    value: 'required',
    placeholder: 'TARGET',
    summary: 'What to run; may also be given without the flag, as the first word',
  },
  {
    name: 'bundle',
    value: 'required',
    placeholder: 'DIR',
    summary: 'Run the bundle in this folder: its compose, with the components that it holds',
  },
  {
    name: 'input',
    short: 'i',
    value: 'required',
    placeholder: 'FILE|-|JSON',
    summary: 'Input: a JSON file, - for standard input, or JSON that starts with { or [',
  },
  { name: 'state', short: 's', value: 'required', placeholder: 'FILE|-|JSON', summary: 'The same as --input' },
  {
    name: 'bind',
    short: 'b',
    value: 'required',
    placeholder: 'FILE|JSON',
    repeatable: true,
    summary: 'Implementations of contracts: a JSON object of ids, in a file or as it is; or CONTRACT=ID',
  },
  {
    name: 'modules',
    short: 'm',
    value: 'required',
    placeholder: 'FILE|JSON',
    summary:
      'Components written in JavaScript: a JSON object of id → module path, or { module, export, inputSchema, outputSchema, inputSchemaPath, outputSchemaPath }. Modules run with all rights of this program',
  },
  componentsFlag,
  { name: 'core', value: 'none', summary: 'Accepted: the core contracts are always there' },
  { name: 'demo', value: 'none', summary: 'Accepted: the demo implementations are always there' },
  {
    name: 'resolver',
    value: 'none',
    summary: 'Set projectPath, configPath, sourcesPath and outputPath in the state, as resolver composes expect',
  },
  { name: 'project', value: 'required', placeholder: 'DIR', summary: 'Set projectPath in the state' },
  { name: 'config', value: 'required', placeholder: 'FILE', summary: 'Set configPath in the state' },
  { name: 'sources', value: 'required', placeholder: 'FILE', summary: 'Set sourcesPath in the state' },
  { name: 'output', value: 'required', placeholder: 'FILE', summary: 'Set outputPath in the state' },
  { name: 'resolve', value: 'none', summary: 'Resolve dependencies first and write the lock' },
  { name: 'lock', value: 'required', placeholder: 'FILE', summary: 'The lock (default: lcp.lock beside the compose)' },
  {
    name: 'cache-dir',
    value: 'required',
    placeholder: 'DIR',
    summary: 'The cache (LCOD_CACHE_DIR); .lcod/cache beside the compose by default',
  },
  { name: 'global-cache', short: 'g', value: 'none', summary: 'Use the cache in the home folder: ~/.lcod/cache' },
  ...runningFlags,
  { name: 'version', short: 'V', value: 'none', summary: 'Print the version' },
]

const description = [
  'TARGET is what lcod run takes: a file, a folder, an https:// address, a component id (lcod://…), or - for standard input.',
  'name=value words give inputs, as for lcod run; they win over --input. An input that is no object becomes { "input": … }, with a warning.',
  'Inputs that the lcp.toml beside the compose declares are null when they are not given; the result holds exactly its declared outputs.',
  'Permissions are those of lcod run: scripts that relied on a kernel without any add -A, or better the flags they need.',
]

/** Commands that answer to the names and flags of other kernels' programs. */
export const compatCommands: readonly Command[] = [
  {
    name: 'lcod-run',
    program: 'lcod-run',
    summary: 'Run a compose with the flags of the lcod-run of other kernels',
    usage: '[--compose] TARGET [name=value…] [flags]',
    description,
    flags,
    examples: [
      { command: 'lcod-run --compose job.yaml --input in.json --timeout 2m', summary: 'Run a compose on a JSON file' },
      { command: 'echo \'{"name":"Ada"}\' | lcod-run greet.yaml -i -', summary: 'Take the input from a pipe' },
    ],
    load: async () => (await import('./compat-command.ts')).compatCommand,
  },
  {
    name: 'run-compose',
    program: 'run-compose',
    summary: 'Run a compose with the flags of the run-compose of other kernels',
    usage: '[--compose] TARGET [name=value…] [flags]',
    description,
    flags,
    examples: [
      { command: 'run-compose -c job.yaml -s state.json --core', summary: 'Run a compose from a start state' },
      { command: 'run-compose -c job.yaml -m modules.json -b bindings.json', summary: 'Bring own implementations' },
    ],
    load: async () => (await import('./compat-command.ts')).compatCommand,
  },
]
