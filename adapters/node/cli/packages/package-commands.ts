import type { Command } from '../command.ts'
import { jsonFlag } from '../common-flags.ts'
import type { FlagSpec } from '../flags.ts'

/** Flags of every command that resolves. */
export const resolveFlags: readonly FlagSpec[] = [
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
    summary: 'Configuration of the resolver (default: LCOD_RESOLVER_CONFIG, else resolve.config.json of the project)',
  },
  {
    name: 'sources',
    value: 'required',
    placeholder: 'FILE|URL',
    summary:
      'List of components (default: lcod.sources.jsonl, else sources.json of the project, else sources.jsonl of LCOD_HOME)',
  },
  {
    name: 'cache-dir',
    value: 'required',
    placeholder: 'DIR',
    summary: 'Where to keep what is fetched (default: .lcod/cache of the project)',
  },
  { name: 'offline', value: 'none', summary: 'Fetch nothing: use what the cache has' },
]

const lockFlags: readonly FlagSpec[] = [
  { name: 'output', value: 'required', placeholder: 'FILE', summary: 'The lock (default: lcp.lock of the project)' },
  { name: 'frozen', value: 'none', summary: 'Refuse a lock that does not belong to the lcp.toml; write nothing' },
]

const global: FlagSpec = {
  name: 'global',
  short: 'g',
  value: 'none',
  summary: 'Install for lcod run ID anywhere, and not for a project',
}

const URLS =
  'URL is an lcp.toml with its compose beside it, a folder that holds both, a packed component (….lcpkg), or a Git repository (git+https://… or ….git, ?path= for a folder in it, #ref for a branch, tag or commit).'

const resolve: Command = {
  name: 'resolve',
  summary: 'Find a version for everything a project needs, and lock it',
  usage: 'resolve [DIR|ID…|URL…] [flags]',
  description: [
    'DIR is a folder with an lcp.toml; what its [deps] require, and what that requires in turn, is written to lcp.lock with the digest of every file. Ids and URLs instead of a folder are resolved with the sources of the working directory and printed; nothing is written.',
    'Each comes from resolve.config.json (a folder, a Git repository, a web server), else from the own folders of the project, else from the lists of lcod.sources.jsonl or sources.json. Branches are asked where they are now; tags and commits are taken from the cache.',
    URLS,
  ],
  flags: [...resolveFlags, ...lockFlags, jsonFlag],
  examples: [
    { command: 'lcod resolve', summary: 'Lock the project of the working directory' },
    { command: 'lcod resolve --frozen', summary: 'Check in CI that the lock is the right one' },
    { command: 'lcod resolve https://example.com/greet.lcpkg', summary: 'Show what a component needs' },
  ],
  load: async () => (await import('./resolve-command.ts')).resolveCommand,
}

const install: Command = {
  name: 'install',
  summary: 'Fetch what a project needs, or add components to it',
  usage: 'install [DIR|ID…|URL…] [flags]',
  description: [
    'A project is installed as its lock says; everything fetched is compared with its digests. A lock that was made for another lcp.toml is made anew, unless --frozen refuses it.',
    'Ids and URLs are added to the project of the working directory: to [deps] of its lcp.toml, URLs also to the sources of its resolve.config.json, and all to its lock. Outside of a project, and with --global, they become your own: lcod run ID runs them anywhere, offline too. They are kept in LCOD_HOME (default: ~/.lcod).',
    URLS,
  ],
  flags: [...resolveFlags, ...lockFlags, global],
  examples: [
    { command: 'lcod install --frozen', summary: 'Install exactly what is locked' },
    { command: 'lcod install lcod://acme/greet@1', summary: 'Add a component from the lists of the project' },
    { command: "lcod install 'git+https://example.com/parts.git?path=greet#v1'", summary: 'Add one from a repository' },
  ],
  load: async () => (await import('./install-command.ts')).installCommand,
}

const uninstall: Command = {
  name: 'uninstall',
  summary: 'Take components out of a project',
  usage: 'uninstall ID… [flags]',
  description: [
    'They leave [deps] of its lcp.toml, its lock with all that nothing else needs, and the sources of its resolve.config.json when nothing that is left comes from there. What stays, stays at the version that it is locked to; nothing is fetched for that. A lock that was made for another lcp.toml is made anew.',
    'Without a version every one of that path is meant. Outside of a project, and with --global, components leave what is your own.',
  ],
  flags: [...resolveFlags, { ...global, summary: 'Take them out of what is your own, and not out of a project' }],
  examples: [
    { command: 'lcod uninstall lcod://acme/greet', summary: 'Take a component out of the project' },
    { command: 'lcod uninstall --global lcod://acme/greet@1.2.0', summary: 'Take one version out of your own' },
  ],
  load: async () => (await import('./uninstall-command.ts')).uninstallCommand,
}

const plan: Command = {
  name: 'plan',
  summary: 'Show what would run: components, sources, digests, capabilities',
  usage: 'plan [DIR|ID…|URL…] [flags]',
  description: ['Nothing is run. Capabilities are what the [capabilities] tables of the descriptors declare.'],
  flags: [...resolveFlags, jsonFlag],
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
  load: async () => (await import('./why-command.ts')).whyCommand,
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
  description: [
    'Without a kind a component is made. A compose is a program (kind workflow), a component is made to be called, a workspace holds several of them. Each runs, resolves, tests and packs as it is.',
    'In a folder that has a compose already, what is missing to make a component of it is written: an lcp.toml that requires what the compose calls, and a README. Files that exist are never written over.',
  ],
  flags: [{ name: 'id', value: 'required', placeholder: 'ID', summary: 'Component id (default: after the folder)' }],
  examples: [{ command: 'lcod init greet --id lcod://acme/greet@0.1.0', summary: 'Start a component in a folder' }],
  load: async () => (await import('./init-command.ts')).initCommand,
}

const generate: Command = {
  name: 'generate',
  summary: 'Write README and tool schemas from lcp.toml',
  usage: 'generate [DIR…] [flags]',
  description: [
    'The schemas are written where tool.inputSchema and tool.outputSchema say. A README without the line at its beginning that says it is generated was written by hand, and stays.',
  ],
  flags: [
    { name: 'check', value: 'none', summary: 'Write nothing; fail when a file is not what it should be' },
    { name: 'force', value: 'none', summary: 'Replace a README that was written by hand' },
  ],
  examples: [{ command: 'lcod generate --check', summary: 'Check in CI that nobody forgot' }],
  load: async () => (await import('./generate-command.ts')).generateCommand,
}

const pack: Command = {
  name: 'pack',
  summary: 'Pack a component into one file (.lcpkg)',
  usage: 'pack [DIR] [flags]',
  description: [
    'The same files give the same bytes on every machine. Hidden files are left out. A component with errors in its lcp.toml, or with a compose that cannot be read, is not packed.',
  ],
  flags: [
    { name: 'output', value: 'required', placeholder: 'FILE', summary: 'The archive (default: beside the folder)' },
    jsonFlag,
  ],
  examples: [{ command: 'lcod pack greet', summary: 'Make greet.lcpkg' }],
  load: async () => (await import('./pack-command.ts')).packCommand,
}

/** Commands about packages, in the order of the help. */
export const packageCommands: readonly Command[] = [init, resolve, install, uninstall, plan, why, cache, generate, pack]
