import type { Command } from '../command.ts'
import type { FlagSpec } from '../flags.ts'

/** Flags of every command that resolves. */
const resolveFlags: readonly FlagSpec[] = [
  {
    name: 'project',
    value: 'required',
    placeholder: 'DIR',
    summary: 'Folder of the project, in place of the first word',
  },
  {
    name: 'config',
    value: 'required',
    placeholder: 'FILE',
    summary: 'Configuration of the resolver (default: resolve.config.json of the project)',
  },
  {
    name: 'sources',
    value: 'required',
    placeholder: 'FILE|URL',
    summary: 'List of components (default: lcod.sources.jsonl, else sources.json of the project)',
  },
  {
    name: 'cache-dir',
    value: 'required',
    placeholder: 'DIR',
    summary: 'Where to keep what is fetched (default: .lcod/cache of the project)',
  },
  { name: 'offline', value: 'none', summary: 'Fetch nothing: use what the cache has' },
]

const json: FlagSpec = { name: 'json', value: 'none', summary: 'Print the result as JSON' }
const lockFlags: readonly FlagSpec[] = [
  { name: 'output', value: 'required', placeholder: 'FILE', summary: 'The lock (default: lcp.lock of the project)' },
  { name: 'frozen', value: 'none', summary: 'Refuse a lock that does not belong to the lcp.toml; write nothing' },
]

const resolve: Command = {
  name: 'resolve',
  summary: 'Find a version for everything a project needs, and lock it',
  usage: 'resolve [DIR|ID…] [flags]',
  description: [
    'DIR is a folder with an lcp.toml; what its [deps] require, and what that requires in turn, is written to lcp.lock with the digest of each descriptor and compose. Ids instead of a folder are resolved with the sources of the working directory and printed.',
    'Each comes from resolve.config.json (a folder, a Git repository, a web server), else from the own folders of the project, else from the lists of lcod.sources.jsonl or sources.json.',
  ],
  flags: [...resolveFlags, ...lockFlags, json],
  examples: [
    { command: 'lcod resolve', summary: 'Lock the project of the working directory' },
    { command: 'lcod resolve --frozen', summary: 'Check in CI that the lock is the right one' },
  ],
  load: async () => (await import('./resolve-command.ts')).resolveCommand,
}

const install: Command = {
  name: 'install',
  summary: 'Fetch what the lock of a project says; resolve where there is no lock yet',
  usage: 'install [DIR|ID…] [flags]',
  description: [
    'Everything fetched is compared with its digest. A lock that was made for another lcp.toml is made anew, unless --frozen refuses it.',
  ],
  flags: [...resolveFlags, ...lockFlags],
  examples: [{ command: 'lcod install --frozen', summary: 'Install exactly what is locked' }],
  load: async () => (await import('./resolve-command.ts')).installCommand,
}

const plan: Command = {
  name: 'plan',
  summary: 'Show what would run: components, sources, digests, capabilities',
  usage: 'plan [DIR|ID…] [flags]',
  description: ['Nothing is run. Capabilities are what the [capabilities] tables of the descriptors declare.'],
  flags: [...resolveFlags, json],
  examples: [{ command: 'lcod plan', summary: 'Look before running' }],
  load: async () => (await import('./plan-command.ts')).planCommand,
}

const why: Command = {
  name: 'why',
  summary: 'Show who asks for a component',
  usage: 'why ID [DIR] [flags]',
  description: ['ID may lack its version.'],
  flags: resolveFlags,
  examples: [{ command: 'lcod why lcod://acme/greet', summary: 'Find the way from the project to it' }],
  load: async () => (await import('./plan-command.ts')).whyCommand,
}

const cache: Command = {
  name: 'cache',
  summary: 'List or clear what was fetched',
  usage: 'cache ls|clear [flags]',
  description: [],
  flags: resolveFlags.filter(({ name }) => name === 'cache-dir' || name === 'project'),
  examples: [{ command: 'lcod cache ls', summary: 'Show the cache of the working directory’s project' }],
  load: async () => (await import('./cache-command.ts')).cacheCommand,
}

const init: Command = {
  name: 'init',
  summary: 'Start a compose, a component or a workspace',
  usage: 'init [compose|component|workspace] [DIR] [flags]',
  description: ['Without a kind a component is made. Files that exist are never written over.'],
  flags: [{ name: 'id', value: 'required', placeholder: 'ID', summary: 'Component id (default: after the folder)' }],
  examples: [{ command: 'lcod init greet --id lcod://acme/greet@0.1.0', summary: 'Start a component in a folder' }],
  load: async () => (await import('./init-command.ts')).initCommand,
}

const generate: Command = {
  name: 'generate',
  summary: 'Write README and tool schemas from lcp.toml',
  usage: 'generate [DIR…] [flags]',
  description: ['The schemas are written where tool.inputSchema and tool.outputSchema say.'],
  flags: [{ name: 'check', value: 'none', summary: 'Write nothing; fail when a file is not what it should be' }],
  examples: [{ command: 'lcod generate --check', summary: 'Check in CI that nobody forgot' }],
  load: async () => (await import('./generate-command.ts')).generateCommand,
}

const pack: Command = {
  name: 'pack',
  summary: 'Pack a component into one file (.lcpkg)',
  usage: 'pack [DIR] [flags]',
  description: ['The same files give the same bytes on every machine. Hidden files are left out.'],
  flags: [
    { name: 'output', value: 'required', placeholder: 'FILE', summary: 'The archive (default: beside the folder)' },
    json,
  ],
  examples: [{ command: 'lcod pack greet', summary: 'Make greet.lcpkg' }],
  load: async () => (await import('./pack-command.ts')).packCommand,
}

/** Commands about packages, in the order of the help. */
export const packageCommands: readonly Command[] = [init, resolve, install, plan, why, cache, generate, pack]
