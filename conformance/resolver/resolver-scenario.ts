/**
 * The resolver as a whole on one host: a project with sources of every kind is resolved, locked, run and verified. What
 * comes of it must be the same everywhere, the lock to the byte. Knows no host and no test runner.
 */
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../core/host/files.ts'
import type { Host } from '../../core/host/index.ts'
import { createKernel } from '../../core/kernel.ts'
import { readLock, writeLock } from '../../core/resolve/lock-file.ts'
import { createLockLoader } from '../../core/resolve/lock-loader.ts'
import { openProject, type Project } from '../../core/resolve/open-project.ts'
import { RegistryScope } from '../../core/resolve/registry.ts'
import { standardComponents } from '../../core/standard-components.ts'

/** What the servers of a scenario give, and where. */
export interface ScenarioServers {
  /** `http://…`, without a slash at its end. */
  readonly web: string
  /** Nobody answers there. */
  readonly down: string
  /** Of a Git repository. */
  readonly repository: string
}

/** What a host made of the scenario; paths of the host are `<app>`. */
export interface ScenarioReport {
  readonly lock: string
  /** The lock of a second resolution, from the cache alone. */
  readonly offlineLock: string
  readonly result: unknown
  readonly warnings: readonly string[]
  /** Path of the changed file → the error that refused to run. */
  readonly refusals: Readonly<Record<string, Refusal>>
  /** Errors of projects that cannot be resolved. */
  readonly failures: Readonly<Record<string, Refusal>>
  /** Folders of the cache that are not empty when all is over. */
  readonly cache: readonly string[]
}

export interface Refusal {
  readonly code: string
  readonly message: string
}

type ScenarioHost = Host & { readonly files: FilesPort }

/** Every id of the project, in the order of its steps. */
const PARTS = ['folder', 'lone', 'packed', 'listed', 'cloned', 'mirrored']
const encoder = new TextEncoder()
const builtIn = new RegistryScope(null, { components: standardComponents })

/** Runs the scenario in `<cwd>/app` of a host whose working directory is empty. */
export async function runResolverScenario(host: ScenarioHost, servers: ScenarioServers): Promise<ScenarioReport> {
  const { files } = host
  const app = `${files.cwd}/app`
  const hide = (text: string) => text.replaceAll(app, '<app>').replaceAll(files.cwd, '<cwd>')
  await writeFiles(files, projectFiles(servers))
  const warnings: string[] = []
  const open = (offline = false) => openAt(host, app, { offline, warn: (warning) => warnings.push(hide(warning)) })
  const project = await open()
  const lock = await locked(project, files)
  const offlineLock = await locked(await open(true), files)
  const result = await run(host, project, lock)
  const refusals: Record<string, Refusal> = {}
  for (const name of ['folder/compose.yaml', 'folder/lcp.toml', 'folder/scripts/sum.js', 'folder/Ünïcode/ß.txt']) {
    const path = `${app}/parts/${name}`
    const content = await files.read(path)
    await files.write(path, encoder.encode('changed'))
    refusals[name] = await refusalOf(run(host, project, lock), hide)
    await files.write(path, content)
  }
  return {
    lock,
    offlineLock,
    result,
    warnings,
    refusals,
    failures: await failuresOf(host, hide),
    cache: await entriesOf(files, `${app}/.lcod/cache`),
  }
}

function projectFiles({ web, down, repository }: ScenarioServers): Record<string, string> {
  const ids = PARTS.map((name) => `lcod://demo/${name}@1`)
  const steps = ids.map((id, index) => `  - call: ${id}\n    out: { ${PARTS[index]}: text }\n`)
  const config = {
    sources: {
      'lcod://demo/folder@1': { type: 'path', path: 'parts/folder' },
      'lcod://demo/lone@1': { type: 'http', url: `${web}/lone/lcp.toml` },
      'lcod://demo/packed@1': { type: 'http', url: `${web}/packed.lcpkg` },
      'lcod://demo/cloned@1': { type: 'git', url: repository, ref: 'main', subdir: 'parts/cloned' },
      'lcod://demo/mirrored@1': { type: 'http', url: 'https://place.invalid/mirrored/lcp.toml' },
    },
    mirrors: { 'https://place.invalid/': [`${down}/`, `${web}/`] },
    bindings: { 'lcod://contract/demo/text@1': 'lcod://demo/folder@1' },
  }
  return {
    'app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ids),
    'app/compose.yaml': `compose:\n${steps.join('')}`,
    'app/resolve.config.json': JSON.stringify(config),
    'app/lcod.sources.jsonl': `{"type":"manifest","schema":"lcod-manifest/list@1"}\n{"type":"list","url":"${web}/list.jsonl"}\n`,
    'app/parts/folder/lcp.toml': descriptorText('lcod://demo/folder@1.4.0'),
    'app/parts/folder/compose.yaml': composeText('folder'),
    'app/parts/folder/scripts/sum.js': '(x) => x',
    'app/parts/folder/scripts.txt': 'sorted after the folder, before or behind by host',
    'app/parts/folder/Ünïcode/ß.txt': 'é',
    'none/lcp.toml': descriptorText('lcod://demo/none@1.0.0', ['lcod://demo/nowhere@1']),
    'two/lcp.toml': descriptorText('lcod://demo/two@1.0.0', ['lcod://demo/same@1']),
    'two/components/a/lcp.toml': descriptorText('lcod://demo/same@1.0.0'),
    'two/components/a/compose.yaml': 'compose: []\n',
    'two/components/b/lcp.toml': descriptorText('lcod://demo/same@1.0.0'),
    'two/components/b/compose.yaml': 'compose: []\n',
  }
}

/** The text of a component's `lcp.toml`. */
export function descriptorText(id: string, requires: readonly string[] = []): string {
  return `schemaVersion = "2.0"\nid = "${id}"\nversion = "${id.split('@')[1]}"\nkind = "component"\nsummary = "s"\n[deps]\nrequires = ${JSON.stringify(requires)}\n`
}

/** The text of a compose that gives a text. */
export function composeText(text: string): string {
  return `compose:\n  - call: lcod://impl/set@1\n    in: { text: ${JSON.stringify(text)} }\n    out: { text: text }\n`
}

async function writeFiles(files: FilesPort, content: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(content)) {
    await files.write(`${files.cwd}/${name}`, encoder.encode(text), { createParents: true })
  }
}

function openAt(
  host: Host,
  folder: string,
  options: { readonly offline: boolean; readonly warn: (warning: string) => void },
): Promise<Project> {
  return openProject({ ...options, host, folder, isBuiltIn: (id) => builtIn.resolve(id) !== undefined })
}

/** Writes the lock, and reads it again: what counts is what the host keeps. */
async function locked(project: Project, files: FilesPort): Promise<string> {
  const path = `${project.folder}/lcp.lock`
  await files.write(path, encoder.encode(writeLock(await project.resolve(), project.config.bindings)))
  return new TextDecoder().decode(await files.read(path))
}

async function run(host: ScenarioHost, project: Project, lock: string): Promise<unknown> {
  const { files } = host
  const loader = createLockLoader(readLock(lock, 'lcp.lock'), { files, fetcher: project.fetcher })
  const steps = PARTS.map((name) => ({ call: `lcod://demo/${name}@1`, in: {}, out: { [name]: 'text' }, slots: {} }))
  return createKernel({ host, loader }).run({ steps })
}

async function failuresOf(host: ScenarioHost, hide: (text: string) => string): Promise<Record<string, Refusal>> {
  const failures: Record<string, Refusal> = {}
  for (const name of ['none', 'two']) {
    const folder = `${host.files.cwd}/${name}`
    const resolved = openAt(host, folder, { offline: false, warn: () => {} }).then((project) => project.resolve())
    failures[name] = await refusalOf(resolved, hide)
  }
  return failures
}

async function refusalOf(work: Promise<unknown>, hide: (text: string) => string): Promise<Refusal> {
  try {
    await work
    return { code: 'none', message: 'It was not refused' }
  } catch (error) {
    if (error instanceof KernelError) return { code: error.code, message: hide(error.message) }
    throw error
  }
}

async function entriesOf(files: FilesPort, cache: string): Promise<string[]> {
  const names = (await files.list(cache)).map(({ name }) => name)
  const counts = await Promise.all(names.map(async (name) => (await files.list(`${cache}/${name}`)).length))
  return names.filter((_, index) => counts[index] !== 0)
}
