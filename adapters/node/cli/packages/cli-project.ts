import { stat } from 'node:fs/promises'
import type { Host } from '../../../../core/host/index.ts'
import { requirePort } from '../../../../core/host/require-port.ts'
import { type FoundComponent, findComponents } from '../../../../core/manifest/find-components.ts'
import { obtain } from '../../../../core/resolve/component-source.ts'
import { type OpenProjectOptions, openProject, type Project } from '../../../../core/resolve/open-project.ts'
import { RegistryScope } from '../../../../core/resolve/registry.ts'
import { identify } from '../../../../core/resolve/resolve-project.ts'
import type { SourceSpec } from '../../../../core/resolve/source-spec.ts'
import { standardComponents } from '../../../../core/standard-components.ts'
import { createNodeFiles } from '../../index.ts'
import { createCliHost } from '../cli-host.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { cacheWorker } from './cache-worker.ts'
import { homeCache, lcodHome } from './lcod-home.ts'
import { readPackageTarget, type Wanted } from './package-target.ts'
import { enclosingWorkspace } from './workspace-members.ts'

/** A project of the command line, and the host it is resolved on. */
export interface CliProject extends Project {
  readonly host: Host
  /** Tells people. */
  readonly warn: (warning: string) => void
  /** The components that are resolved in place of what the folder needs. */
  readonly request?: ComponentRequest
}

/** Components that the command line asks for. */
export interface ComponentRequest {
  /** Ids; of those named by a place, the ones that were found there. */
  readonly ids: readonly string[]
  /** Id without version → where it is, for those named by a place. */
  readonly sources: ReadonlyMap<string, SourceSpec>
}

interface CliProjectOptions
  extends Pick<OpenProjectOptions, 'folder' | 'request' | 'descriptor' | 'sources' | 'signal' | 'cacheRoot'> {
  /** The components of workspaces, for commands that open several projects of one: each is looked through once. */
  readonly workspaces?: WorkspaceComponents
}

/** Folder of a workspace → its components. */
export type WorkspaceComponents = Map<string, Promise<readonly FoundComponent[]>>

/**
 * Opens the project that the words of a command name: a folder, or ids and URLs that are resolved with the sources of
 * the working directory.
 */
export async function openCliProject(
  parsed: ParsedArguments,
  screen: ErrorScreen,
  { words, signal }: { readonly words: readonly string[]; readonly signal?: AbortSignal },
): Promise<CliProject> {
  const target = readPackageTarget(words, parsed.text('project'))
  if (target.kind === 'components') return openRequest(parsed, screen, { wanted: target.wanted, signal })
  await requireDescriptor(target.folder)
  return openCliFolder(parsed, screen, { folder: target.folder, signal })
}

/** What is asked for, and how. */
export interface RequestOptions {
  readonly wanted: readonly Wanted[]
  readonly signal: AbortSignal | undefined
  /** Where to keep what is fetched, unless `--cache-dir` says. */
  readonly cacheRoot?: string | undefined
}

/** Opens the working directory, or `--project`, to resolve some components with its sources. */
export async function openRequest(
  parsed: ParsedArguments,
  screen: ErrorScreen,
  { wanted, signal, cacheRoot }: RequestOptions,
): Promise<CliProject> {
  const folder = portablePath(parsed.text('project') ?? '.')
  const common = { folder, signal, cacheRoot }
  const specs = new Map(wanted.flatMap((one) => (one.kind === 'source' ? [[one.name, one.spec] as const] : [])))
  const sources = new Map<string, SourceSpec>()
  const ids: string[] = []
  const opened =
    specs.size === 0 ? undefined : await openCliFolder(parsed, screen, { ...common, request: [], sources: specs })
  for (const one of wanted) {
    if (one.kind === 'id' || opened === undefined) {
      ids.push(one.kind === 'id' ? one.id : one.name)
      continue
    }
    const files = requirePort(opened.host, 'files', 'the resolver')
    const id = identify(await obtain(one.spec, { files, fetcher: opened.fetcher }))
    ids.push(id)
    sources.set(id.slice(0, id.lastIndexOf('@')), one.spec)
  }
  const project = await openCliFolder(parsed, screen, { ...common, request: ids, sources })
  return { ...project, request: { ids, sources } }
}

/** Opens a folder with the flags that all commands about packages take. */
export async function openCliFolder(
  parsed: ParsedArguments,
  screen: ErrorScreen,
  options: CliProjectOptions,
): Promise<CliProject> {
  const host = createCliHost(screen, parsed)
  const builtIn = new RegistryScope(null, { components: standardComponents })
  const warn = (warning: string) => screen.write(`warning: ${warning}\n`)
  const workspace = await enclosingWorkspace(options.folder)
  const { workspaces = new Map(), ...rest } = options
  const project = await openProject({
    ...rest,
    host,
    around: async () => (workspace === undefined ? [] : componentsOf(workspace, workspaces)),
    configPath: configPath(parsed),
    sourcesPath: sourcesFlag(parsed),
    fallbackSources: `${lcodHome()}/sources.jsonl`,
    cacheRoot: absoluteFlag(parsed, 'cache-dir') ?? options.cacheRoot ?? (await ownCache(options.folder)),
    offline: parsed.has('offline'),
    worker: cacheWorker(),
    isBuiltIn: (id) => builtIn.resolve(id) !== undefined,
    warn,
  })
  return { ...project, host, warn }
}

function componentsOf(workspace: string, known: WorkspaceComponents): Promise<readonly FoundComponent[]> {
  const found = known.get(workspace) ?? collect(findComponents({ files: createNodeFiles(), folders: [workspace] }))
  known.set(workspace, found)
  return found
}

async function collect(components: AsyncIterable<FoundComponent>): Promise<FoundComponent[]> {
  const found: FoundComponent[] = []
  for await (const one of components) found.push(one)
  return found
}

/** The user's cache for what is no project; `undefined` for a project, which has its own. */
async function ownCache(folder: string): Promise<string | undefined> {
  return (await hasDescriptor(folder)) ? undefined : homeCache()
}

/** Whether a folder is a project. */
export function hasDescriptor(folder: string): Promise<boolean> {
  return stat(`${folder}/lcp.toml`).then(
    (info) => info.isFile(),
    () => false,
  )
}

/**
 * For commands that need a project: says what is there in its place.
 *
 * @throws {UsageError} for a folder without an `lcp.toml`, and for what is no folder.
 */
export async function requireDescriptor(folder: string): Promise<void> {
  if (await hasDescriptor(folder)) return
  const shown = shownPath(folder)
  const kind = (path: string) =>
    stat(path).then(
      (info) => (info.isDirectory() ? 'folder' : 'file'),
      () => undefined,
    )
  switch (await kind(folder)) {
    case 'folder': {
      if ((await kind(`${folder}/lcp.toml`)) === undefined) {
        throw new UsageError(`"${shown}" has no lcp.toml`, 'lcod init makes one')
      }
      throw new UsageError(`"${shown}/lcp.toml" is no file`, 'An lcp.toml is a text; lcod init makes one')
    }
    case 'file':
      throw new UsageError(`"${shown}" is a file, expected the folder of a project`, 'Name the folder of its lcp.toml')
    case undefined: {
      const isPath = !/^[\w.-]+(?:\/[\w.-]+)+(?:@[^/@]+)?$/.test(shown) || shown.startsWith('.')
      const help = isPath ? 'lcod init makes a project' : `To name a component, write lcod://${shown}`
      throw new UsageError(`There is no folder "${shown}"`, help)
    }
  }
}

/** The configuration that a person named: `--config`, else `LCOD_RESOLVER_CONFIG`; `undefined` for the project's own. */
export function configPath(parsed: ParsedArguments): string | undefined {
  const named = process.env['LCOD_RESOLVER_CONFIG']
  return absoluteFlag(parsed, 'config') ?? (named ? portablePath(named) : undefined)
}

function sourcesFlag(parsed: ParsedArguments): string | undefined {
  const text = parsed.text('sources')
  return text === undefined || /^https?:/i.test(text) ? text : portablePath(text)
}

function absoluteFlag(parsed: ParsedArguments, name: string): string | undefined {
  const text = parsed.text(name)
  return text === undefined ? undefined : portablePath(text)
}
