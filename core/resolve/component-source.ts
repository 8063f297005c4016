import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { isRemotePath } from '../host/local-remote.ts'
import { COMPOSE_NAMES } from '../manifest/compose-names.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { isInside } from '../paths/is-inside.ts'
import { isAbsolutePath, joinPath } from '../paths/join-path.ts'
import { type Dict, isDict, own } from '../values.ts'
import type { Candidate, FilesSpec, ManifestSpec } from './candidate.ts'
import { textDigest, verifyIntegrity } from './integrity.ts'
import { configuredLocation, ensureReachable, type Location } from './location.ts'
import type { SourceFetcher } from './source-fetcher.ts'
import { type GitSpec, type HttpSpec, isArchive, type PathSpec, readSourceSpec } from './source-spec.ts'

/** A component whose files are on this machine. */
export interface LocalComponent {
  readonly folder: string
  readonly descriptorPath: string
  readonly descriptor: Uint8Array
  /** Absent for a component without one, such as a contract. */
  readonly composePath?: string
  /** Whether all files of the folder are its own: a component that a server gives file by file has no others. */
  readonly hasFolder: boolean
  /** What a lock needs to find it again, on this machine or another. */
  readonly source: Dict
}

/** What a lock promised of a component that is to be brought. */
export interface Promised {
  readonly integrity?: string | undefined
  readonly composeIntegrity?: string | undefined
}

/** Places in the cache do not depend on who asks: a lock finds there what a requirement brought. */
const ANYBODY = ''

/** Every way a component can be described before it is here. */
export type ComponentSpec = Candidate['spec']

/**
 * Brings a component here, whatever names it.
 *
 * @throws {KernelError} what `SourceFetcher.fetch` throws; `source_invalid` for a registry's description that names no
 * source.
 */
export async function obtain(
  spec: ComponentSpec,
  tools: { readonly fetcher: SourceFetcher; readonly files: FilesPort },
  promised: Promised = {},
): Promise<LocalComponent> {
  const { fetcher, files } = tools
  if (spec.type === 'files') return fromFiles(spec, tools, promised)
  if (spec.type === 'manifest') return obtain(await describedSource(spec, tools), tools, promised)
  const fetched = await fetcher.fetch(ANYBODY, spec.type === 'http' ? withDigest(spec, promised) : spec)
  const { folder } = fetched
  let composePath: string | undefined
  for (const name of COMPOSE_NAMES) {
    if (composePath === undefined && (await files.info(`${folder}/${name}`))?.kind === 'file') {
      composePath = `${folder}/${name}`
    }
  }
  if (composePath === undefined && spec.type === 'http' && !isArchive(spec.filename)) {
    composePath = await besideDescriptor(spec, fetcher, promised.composeIntegrity)
  }
  return {
    folder,
    descriptorPath: fetched.descriptorPath,
    descriptor: fetched.descriptor,
    ...(composePath === undefined ? {} : { composePath }),
    hasFolder: spec.type !== 'http' || isArchive(spec.filename),
    source: portableSource(spec, fetched.source, fetcher.options.project),
  }
}

/** Whether the `source` table of a lock says where a component is. */
export function hasSource({ type, lcp, compose }: Dict): boolean {
  return type !== 'registry' || (typeof lcp === 'string' && typeof compose === 'string')
}

/** The source that the `source` table of a lock describes. */
export function lockedSpec(source: Dict, project: string): ComponentSpec {
  const { lcp, compose } = source
  if (typeof lcp === 'string' && typeof compose === 'string') {
    return { type: 'files', lcp: configuredLocation(lcp, project), compose: configuredLocation(compose, project) }
  }
  const commit = own(source, 'commit')
  const spec = readSourceSpec(typeof commit === 'string' ? { ...source, ref: commit } : source)
  if (typeof spec !== 'string' && spec.type !== 'registry') return spec
  throw new KernelError(
    'lock_invalid',
    `A component of the lock has no source to load it from: ${JSON.stringify(source)}`,
  )
}

async function fromFiles(
  { lcp, compose }: FilesSpec,
  { fetcher, files }: { readonly fetcher: SourceFetcher; readonly files: FilesPort },
  { integrity, composeIntegrity }: Promised,
): Promise<LocalComponent> {
  const key = textDigest(JSON.stringify({ lcp: textOf(lcp), compose: textOf(compose) }))
  const here = (location: Location, name: string, digest: string | undefined) =>
    location.kind === 'file' ? location.path : fetcher.download(key, name, { url: location.url, integrity: digest })
  const [descriptorPath, composePath] = await Promise.all([
    here(lcp, 'lcp.toml', integrity),
    here(compose, 'compose.yaml', composeIntegrity),
  ])
  const { project } = fetcher.options
  const folder = folderOf(descriptorPath)
  const isWhole = lcp.kind === 'file' && descriptorPath.endsWith('/lcp.toml') && folderOf(composePath) === folder
  return {
    folder,
    hasFolder: isWhole,
    descriptorPath,
    descriptor: await files.read(descriptorPath),
    composePath,
    source: filesSource(lcp, compose, project),
  }
}

/** Files of a clone are found again by the repository; all others by their own places. */
function filesSource(lcp: Location, compose: Location, project: string): Dict {
  if (lcp.kind === 'file' && lcp.clone !== undefined) {
    const { url, ref, folder } = lcp.clone
    const subdir = folderOf(lcp.path).slice(folder.length + 1)
    return {
      type: 'git',
      url: portableUrl(url, project),
      ...(ref === undefined ? {} : { ref }),
      ...(subdir === '' ? {} : { subdir }),
    }
  }
  const place = (location: Location) => (location.kind === 'url' ? location.url : relativePath(location.path, project))
  return { type: 'registry', lcp: place(lcp), compose: place(compose) }
}

async function besideDescriptor(
  spec: HttpSpec,
  fetcher: SourceFetcher,
  integrity: string | undefined,
): Promise<string | undefined> {
  const key = textDigest(JSON.stringify({ id: ANYBODY, url: spec.url, descriptorPath: spec.descriptorPath ?? null }))
  const url = new URL('compose.yaml', spec.url).href
  try {
    return await fetcher.download(key, 'compose.yaml', { ...spec, url, integrity })
  } catch (error) {
    // A descriptor alone is a contract: there is nothing to run.
    const status = error instanceof KernelError && isDict(error.data) ? error.data['status'] : undefined
    if (status === 404 || status === 410) return undefined
    throw error
  }
}

/** Reads a registry's description of a version: an artefact when there is one, else a folder of a repository. */
async function describedSource(
  { location, checksum }: ManifestSpec,
  { fetcher, files }: { readonly fetcher: SourceFetcher; readonly files: FilesPort },
): Promise<PathSpec | GitSpec | HttpSpec> {
  const name = textOf(location)
  const path =
    location.kind === 'file'
      ? location.path
      : await fetcher.download(textDigest(location.url), 'manifest.json', { url: location.url, integrity: checksum })
  const bytes = await files.read(path)
  if (checksum !== undefined) verifyIntegrity(bytes, checksum, name)
  const manifest = parseJson(new TextDecoder().decode(bytes), name)
  const artifact = own(manifest, 'artifact')
  const source = own(manifest, 'source')
  const spec = isDict(artifact)
    ? readSourceSpec({ ...artifact, type: 'http', filename: 'package.lcpkg' })
    : readSourceSpec(isDict(source) ? gitOrPath(source) : undefined)
  if (typeof spec === 'string' || spec.type === 'registry') {
    throw new KernelError('source_invalid', `"${name}" names neither an artefact nor a source that can be fetched`)
  }
  ensureReachable(location, spec.type === 'path' ? spec.path : spec.url)
  return spec
}

function gitOrPath(source: Dict): Dict {
  const ref = own(source, 'commit') ?? own(source, 'ref')
  return source['type'] === 'git' ? { type: 'git', url: source['url'], ref, subdir: source['path'] } : source
}

/** A source without anything of this machine: no place in the cache, and paths relative to the project. */
function portableSource(spec: PathSpec | GitSpec | HttpSpec, source: Dict, project: string): Dict {
  if (spec.type === 'path') return { type: 'path', path: relativePath(String(source['path']), project) }
  const { path: _path, ...rest } = source
  if (spec.type === 'git') return { ...rest, url: portableUrl(spec.url, project) }
  return spec.type === 'http' && spec.integrity !== undefined ? { ...rest, integrity: spec.integrity } : rest
}

/** A remote as a lock writes it: without credentials, and a repository of this machine relative to the project. */
function portableUrl(url: string, project: string): string {
  if (isRemotePath(url)) return isAbsolutePath(url) ? relativePath(joinPath('/', url), project) : url
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url
  const remote = new URL(url)
  if (remote.username === '' && remote.password === '') return url
  remote.username = ''
  remote.password = ''
  return remote.href
}

/** A download that is the descriptor itself has the digest that is promised for that: it is compared before it is kept. */
function withDigest(spec: HttpSpec, { integrity }: Promised): HttpSpec {
  const isDescriptor = spec.descriptorPath === undefined && !isArchive(spec.filename)
  return isDescriptor && spec.integrity === undefined && integrity !== undefined ? { ...spec, integrity } : spec
}

/** A path as a lock writes it: relative to the project when it is on the same drive, with `/`. */
function relativePath(path: string, project: string): string {
  if (path === project) return '.'
  if (isInside(path, project)) return path.slice(project.length + 1)
  const from = project.split('/')
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && from[shared] === to[shared]) shared++
  // Nothing in common but the root: the absolute path says more than a row of dots.
  if (shared <= 1) return path
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

function parseJson(text: string, name: string): Dict {
  try {
    const value: unknown = parseJsonDocument(text)
    if (isDict(value)) return value
  } catch (cause) {
    throw new KernelError('source_invalid', `"${name}" is not JSON`, { cause })
  }
  throw new KernelError('source_invalid', `"${name}" holds no object`)
}

function textOf(location: Location): string {
  return location.kind === 'url' ? location.url : location.path
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
