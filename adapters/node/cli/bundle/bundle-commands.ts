import type { Command } from '../command.ts'
import { jsonFlag } from '../common-flags.ts'
import type { FlagSpec } from '../flags.ts'
import { resolveFlags } from '../packages/package-commands.ts'

const outputFlag: FlagSpec = {
  name: 'output',
  value: 'required',
  placeholder: 'FILE|DIR',
  summary: 'Where to put it (default: after the bundle, in the working directory); what is there is made anew',
}

function targetFlag(choices: readonly string[], summary: string): FlagSpec {
  return { name: 'target', value: 'required', placeholder: choices.join('|'), choices, summary }
}

const runtimeFlag: FlagSpec = {
  name: 'runtime',
  value: 'required',
  placeholder: 'VERSION',
  summary: 'Fail unless the kernel that is put in, that of this command, has this version or is in this range',
}

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
    jsonFlag,
  ],
  examples: [
    { command: 'lcod assemble', summary: 'Make a bundle of the working directory’s project, beside it' },
    { command: 'lcod assemble greet --output dist/greet.lcod', summary: 'Make one elsewhere' },
  ],
  load: async () => (await import('./assemble-command.ts')).assembleCommand,
}

const ship: Command = {
  name: 'ship',
  summary: 'Put a bundle and a kernel together, for where they are to run',
  usage: 'ship BUNDLE --target node|docker|worker [flags]',
  description: [
    'BUNDLE is a folder NAME.lcod that lcod assemble made. What is made needs nothing of this package and downloads nothing; the bundle in it is compared with its lock each time it runs.',
    'node is an npm package without dependencies: NAME.tgz for npm install, or a folder. It has one command, NAME, which takes inputs and the flags of lcod run.',
    'docker is a folder for docker build: the same, in an image that does not run as root.',
    'worker is a folder for wrangler dev and wrangler deploy: a Cloudflare Worker that runs the bundle on POST /run, or answers with the routes of its own when its compose calls env/http_host.',
  ],
  flags: [
    targetFlag(['node', 'docker', 'worker'], 'Where it is to run'),
    outputFlag,
    {
      name: 'entry',
      value: 'required',
      placeholder: 'FILE',
      summary:
        'JavaScript file that is started in place of the application, and starts it: app.cjs or worker.js beside it',
    },
    runtimeFlag,
    jsonFlag,
  ],
  examples: [
    { command: 'lcod ship greet.lcod --target node', summary: 'Make greet.tgz, for npm install ./greet.tgz' },
    { command: 'lcod ship greet.lcod --target docker --output image', summary: 'Make a folder for docker build' },
  ],
  load: async () => (await import('./ship-command.ts')).shipCommand,
}

const build: Command = {
  name: 'build',
  summary: 'Make one application of a bundle, with its kernel inside',
  usage: 'build BUNDLE --target node|worker|web [flags]',
  description: [
    'BUNDLE is a folder NAME.lcod that lcod assemble made.',
    'node is one file, NAME.cjs, that Node runs: kernel, sandbox and bundle. It takes inputs and the flags of lcod run, its permissions among them.',
    'worker is a folder with one module and the WebAssembly of the sandbox, for a Cloudflare Worker; lcod ship adds what wrangler needs.',
    'web is a folder of static files, for any host and any folder of it: a page with a form of the inputs, a button that runs the bundle in the page, and the result. Its policy lets requests go to the hosts of --allow-net, and nowhere else.',
  ],
  flags: [
    targetFlag(['node', 'worker', 'web'], 'What it is to run on'),
    outputFlag,
    {
      name: 'allow-net',
      value: 'required',
      placeholder: 'HOST,…',
      repeatable: true,
      summary: 'Hosts that runs in the page may reach, for --target web',
    },
    runtimeFlag,
    jsonFlag,
  ],
  examples: [
    { command: 'lcod build greet.lcod --target node', summary: 'Make greet.cjs, for node greet.cjs name=Ada' },
  ],
  load: async () => (await import('./build-command.ts')).buildCommand,
}

/** Commands about bundles, in the order of the help. */
export const bundleCommands: readonly Command[] = [assemble, ship, build]
