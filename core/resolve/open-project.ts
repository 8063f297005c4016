import { remoteAddress } from '../contracts/core/git/clone-request.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { GitAuth } from '../host/git.ts'
import type { Host } from '../host/index.ts'
import { isRemotePath } from '../host/local-remote.ts'
import { requirePort } from '../host/require-port.ts'
import { COMPOSE_NAMES } from '../manifest/compose-names.ts'
import { type FoundComponent, findComponents } from '../manifest/find-components.ts'
import { joinPath } from '../paths/join-path.ts'
import { openCacheFolder } from './cache-folder.ts'
import { ComponentLists } from './component-lists.ts'
import type { LocalComponent } from './component-source.ts'
import type { ListPointer } from './list-pointer.ts'
import { hasFile, projectLists } from './project-lists.ts'
import { REQUEST_ID } from './requirement.ts'
import { EMPTY_CONFIG, type ResolveConfig, readResolveConfig } from './resolve-config.ts'
import { type Resolution, type ResolveProjectOptions, resolveProject, withDigests } from './resolve-project.ts'
import { rootDigests } from './root-digests.ts'
import { SourceFetcher } from './source-fetcher.ts'
import type { SourceSpec } from './source-spec.ts'
import type { CacheWorker } from './work-folders.ts'

export interface OpenProjectOptions {
  readonly host: Host
  /** Absolute folder with an `lcp.toml`. */
  readonly folder: string
  /** Components around the project that count as its own, after those in it: those of its workspace. */
  readonly around?: (() => Promise<readonly FoundComponent[]>) | undefined
  /** `resolve.config.json` in the folder when absent. */
  readonly configPath?: string | undefined
  /** `lcod.sources.jsonl`, else `sources.json` in the folder when absent. */
  readonly sourcesPath?: string | undefined
  /** A list for a folder that has none of its own; absolute. Nothing need be there. */
  readonly fallbackSources?: string | undefined
  /** Absolute; found as contracts.md 5.6 says when absent. */
  readonly cacheRoot?: string | undefined
  readonly offline?: boolean
  readonly signal?: AbortSignal | undefined
  /** Ids to resolve in place of those that the folder's `lcp.toml` requires; the folder needs none then. */
  readonly request?: readonly string[] | undefined
  /** The `lcp.toml` to take in place of the folder's, before it is written. */
  readonly descriptor?: string | undefined
  /** Sources that go before those of the configuration: id with or without version → source. */
  readonly sources?: ReadonlyMap<string, SourceSpec> | undefined
  /** Who works in the cache: tells what a killed process left. */
  readonly worker?: CacheWorker | undefined
  /** URLs whose hosts may be reached wherever they are, besides those that the project's files name. */
  readonly trustedUrls?: readonly string[] | undefined
  readonly isBuiltIn: (id: string) => boolean
  readonly warn: (warning: string) => void
}

/** A project with its configuration, ready to be resolved. */
export interface Project {
  readonly folder: string
  readonly root: LocalComponent
  readonly config: ResolveConfig
  readonly fetcher: SourceFetcher
  /** Resolves everything it needs, with the digests of all composes. */
  resolve(): Promise<Resolution>
}

/**
 * Reads what a project says about its components. Nothing is fetched.
 *
 * @throws {KernelError} `ENOENT` without an `lcp.toml`; `source_invalid`; the codes of files.
 * Spec: contracts.md 5.2–5.6.
 */
export async function openProject(options: OpenProjectOptions): Promise<Project> {
  const { host, folder, warn } = options
  const files = requirePort(host, 'files', 'the resolver')
  const written = await readConfig(options)
  const config = { ...written, sources: new Map([...written.sources, ...(options.sources ?? [])]) }
  for (const warning of config.warnings) warn(warning)
  const { sourcesPath, fallbackSources: fallbackPath } = options
  const { registrySources } = config
  const pointers = await projectLists({ files, folder, sourcesPath, fallbackPath, registrySources, warn })
  const fetcher = new SourceFetcher({
    host,
    trusted: trustedHosts(config, pointers, options.trustedUrls ?? []),
    project: folder,
    cacheRoot: options.cacheRoot ?? (await openCacheFolder(files, host.env, folder)),
    mirrors: config.mirrors,
    offline: options.offline === true,
    refresh: true,
    gitAuth: gitCredentials(config),
    worker: options.worker,
    signal: options.signal,
    warn,
  })
  await fetcher.sweep()
  const lists = new ComponentLists({ files, fetcher, pointers, warn })
  const root = await rootOf(options)
  const { isBuiltIn } = options
  return {
    folder,
    root,
    config,
    fetcher,
    async resolve() {
      const local = new Map<string, FoundComponent>()
      const add = (found: FoundComponent) => {
        if (found.folder !== folder && !local.has(found.folder)) local.set(found.folder, found)
      }
      for await (const found of findComponents({ files, folders: [`${folder}/components`, folder] })) add(found)
      for (const found of (await options.around?.()) ?? []) add(found)
      const tools: ResolveProjectOptions = {
        files,
        fetcher,
        config,
        lists,
        local: [...local.values()],
        isBuiltIn,
        warn,
      }
      const resolution = await resolveProject(root, tools)
      const [digests, ...components] = await Promise.all([
        rootDigests(files, resolution.root),
        ...resolution.components.map((component) => withDigests(files, component)),
      ])
      return { root: { ...resolution.root, ...digests }, components }
    },
  }
}

async function rootOf({ host, folder, request, descriptor: text }: OpenProjectOptions): Promise<LocalComponent> {
  if (request !== undefined) {
    const requires = JSON.stringify(request)
    const made = `id = "${REQUEST_ID}"\n[deps]\nrequires = ${requires}\n`
    const descriptor = new TextEncoder().encode(made)
    return {
      folder,
      descriptorPath: 'the command line',
      descriptor,
      hasFolder: false,
      source: { type: 'path', path: '.' },
    }
  }
  const files = requirePort(host, 'files', 'the resolver')
  const descriptorPath = `${folder}/lcp.toml`
  const descriptor = text === undefined ? await files.read(descriptorPath) : new TextEncoder().encode(text)
  const root = { folder, descriptorPath, descriptor, hasFolder: false, source: { type: 'path', path: '.' } }
  for (const name of COMPOSE_NAMES) {
    const composePath = `${folder}/${name}`
    if ((await files.info(composePath))?.kind === 'file') {
      return { ...root, composePath }
    }
  }
  return root
}

async function readConfig({ host, folder, configPath }: OpenProjectOptions): Promise<ResolveConfig> {
  const path = joinPath(folder, configPath ?? 'resolve.config.json')
  const text = await readOptional(host, path)
  if (text !== undefined) return readResolveConfig(text, path)
  if (configPath === undefined) return EMPTY_CONFIG
  throw new KernelError('source_invalid', `There is no configuration "${path}"`, { data: { file: path } })
}

/** Hosts that the project's own files name. */
function trustedHosts(
  config: ResolveConfig,
  pointers: readonly ListPointer[],
  further: readonly string[],
): Set<string> {
  const specs = [...config.sources.values(), ...config.replaceSpec.values()]
  const urls = [
    ...further,
    ...Object.values(config.mirrors).flat(),
    ...pointers.map(({ location, git }) => git?.url ?? (location.kind === 'url' ? location.url : '')),
    ...specs.map((spec) => ('url' in spec ? spec.url : '')),
  ]
  return new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).host))
}

/** Credentials that the configuration has for a remote; no lock holds any. */
function gitCredentials(config: ResolveConfig): Map<string, GitAuth> {
  const found = new Map<string, GitAuth>()
  for (const spec of [...config.sources.values(), ...config.replaceSpec.values()]) {
    if (spec.type !== 'git' || isRemotePath(spec.url)) continue
    const { url, auth } = remoteAddress(spec.url, (path) => path)
    const given = spec.auth ?? auth
    if (given !== undefined) found.set(url, given)
  }
  return found
}

async function readOptional(host: Host, path: string): Promise<string | undefined> {
  const files = requirePort(host, 'files', 'the resolver')
  return (await hasFile(files, path)) ? new TextDecoder().decode(await files.read(path)) : undefined
}
