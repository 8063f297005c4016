import type { FilesPort } from '../host/files.ts'
import { joinPath } from '../paths/join-path.ts'
import { parseComponentId, SCHEME } from '../resolve/component-id.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import { COMPOSE_NAMES } from './compose-names.ts'
import { type Manifest, readManifest } from './read-manifest.ts'
import { readWorkspace, WORKSPACE_FILE } from './workspace-file.ts'

/** What of a files port is needed to find components and read them. */
export type ReadableFiles = Pick<FilesPort, 'read' | 'list' | 'info'>

export interface FindOptions {
  readonly files: ReadableFiles
  /** Absolute paths; every component folder in them, at any depth, is found. Missing folders hold nothing. */
  readonly folders: readonly string[]
  /** Told once per manifest that cannot be read; its component fails when it is called. */
  readonly onBroken?: (file: string, error: unknown) => void
}

/** A folder with an `lcp.toml` and a compose. */
export interface FoundComponent {
  readonly id: string
  /** The id that its place in a package gives it, when the manifest gives it another. */
  readonly alias?: string
  readonly folder: string
  /** Name of its compose file. */
  readonly compose: string
  readonly manifest: Manifest
  readonly context: PackageContext
  /** Why the manifest could not be read. */
  readonly broken?: unknown
}

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'target', 'coverage'])
/** Deep enough for any project; a loop of links cannot keep the search busy. */
const MAX_DEPTH = 16

/** Folders that are read before it is their turn. */
const AHEAD = 32

interface Place {
  readonly folder: string
  readonly depth: number
  /** Whether it is known to be a folder. */
  readonly isThere?: boolean
  /** The package the folder belongs to, and the folder its relative ids start at. */
  readonly package?: { readonly context: PackageContext; readonly root: string }
  /** Aliases of the workspace around it. */
  readonly aliasMap?: Readonly<Record<string, string>>
}

/**
 * Every component of some folders, reading manifests only: folders in the order given, names in order. Of a workspace
 * (`workspace.lcp.toml`) that lists packages, those are searched and nothing else.
 *
 * Spec: engine.md 4.5, 4.6; contracts.md 4.7.
 */
export async function* findComponents(options: FindOptions): AsyncGenerator<FoundComponent> {
  const { files } = options
  const seen = new Set<string>()
  const looks = new Map<Place, Promise<Look>>()
  let places: Place[] = options.folders.map((folder) => ({ folder, depth: 0 }))
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    if (seen.has(place.folder) || place.depth > MAX_DEPTH) continue
    seen.add(place.folder)
    // What comes next is read meanwhile: most of the time is spent waiting for the file system.
    for (const next of [place, ...places.slice(0, AHEAD)]) {
      if (!looks.has(next)) looks.set(next, look(files, next))
    }
    const { entries, text, unreadable } = await looks.get(place)!
    looks.delete(place)
    if (unreadable !== undefined) options.onBroken?.(unreadable.path, unreadable.error)
    const names = new Set(entries.map((entry) => entry.name))
    const packages = names.has(WORKSPACE_FILE) ? await workspacePackages(options, place) : []
    if (packages.length > 0) {
      places = [...packages, ...places]
      continue
    }
    let inside = place
    if (text !== undefined) {
      const manifest = manifestOf(text, options, `${place.folder}/lcp.toml`)
      inside = packageOf(place, manifest)
      if (inside !== place) places.unshift(inside)
      const compose = COMPOSE_NAMES.find((name) => names.has(name))
      const found = compose === undefined ? undefined : componentAt(place, manifest, compose)
      if (found !== undefined) yield found
    }
    const folders = entries.filter((entry) => entry.kind === 'directory' && !isSkipped(entry.name))
    const { folder, depth } = place
    places = [
      ...folders.map(({ name }) => ({ ...inside, folder: `${folder}/${name}`, depth: depth + 1, isThere: true })),
      ...places,
    ]
  }
}

async function workspacePackages(options: FindOptions, place: Place): Promise<Place[]> {
  const { files } = options
  const file = `${place.folder}/${WORKSPACE_FILE}`
  try {
    const { packages, aliasMap } = readWorkspace(await readText(files, file), file)
    return await Promise.all(
      packages.map(async (name) => {
        const usual = `${place.folder}/packages/${name}`
        const folder = (await files.info(usual))?.kind === 'directory' ? usual : joinPath(place.folder, name)
        return { folder, depth: place.depth + 1, aliasMap: { ...place.aliasMap, ...aliasMap } }
      }),
    )
  } catch (error) {
    options.onBroken?.(file, error)
    return []
  }
}

/** The place where the components of a package lie, when the manifest is one of a package; else the place itself. */
function packageOf(place: Place, manifest: Manifest): Place {
  if (manifest.workspace === undefined || manifest.context === undefined) return place
  const root = joinPath(place.folder, manifest.workspace.componentsDir ?? '.')
  const context = { ...manifest.context, aliasMap: { ...place.aliasMap, ...manifest.context.aliasMap } }
  return { ...place, folder: root, depth: place.depth + 1, isThere: false, package: { context, root } }
}

function componentAt(place: Place, manifest: ReadManifest, compose: string): FoundComponent | undefined {
  const canonical = packageId(place)
  const id = manifest.id ?? canonical
  if (id === undefined) return undefined
  return {
    id,
    ...(canonical === undefined || canonical === id ? {} : { alias: canonical }),
    folder: place.folder,
    compose,
    manifest,
    context: contextAt(place, manifest, id),
    ...(manifest.broken === undefined ? {} : { broken: manifest.broken }),
  }
}

/** Relative ids of a package's own compose start at the package, those of a lone component beside it. */
function contextAt(place: Place, manifest: Manifest, id: string): PackageContext {
  if (place.package !== undefined) return place.package.context
  const aliasMap = { ...place.aliasMap, ...manifest.context?.aliasMap }
  if (manifest.workspace !== undefined && manifest.context !== undefined) return { ...manifest.context, aliasMap }
  const { path, version } = parseComponentId(id)
  return { basePath: path.split('/').slice(0, -1).join('/'), version, aliasMap }
}

/** The id that the place inside its package gives a component. */
function packageId(place: Place): string | undefined {
  if (place.package === undefined || !place.folder.startsWith(`${place.package.root}/`)) return undefined
  const { context, root } = place.package
  return `${SCHEME}${context.basePath}/${place.folder.slice(root.length + 1)}@${context.version}`
}

interface ReadManifest extends Manifest {
  readonly broken?: unknown
}

function manifestOf(text: string, options: FindOptions, path: string): ReadManifest {
  try {
    return readManifest(text, path)
  } catch (error) {
    options.onBroken?.(path, error)
    const id = /^id\s*=\s*["']([^"']+)["']/m.exec(text)?.[1]
    return {
      ...(id === undefined ? {} : { id }),
      version: '0.0.0',
      inputs: [],
      outputs: [],
      slots: [],
      requires: [],
      broken: error,
    }
  }
}

async function readText(files: ReadableFiles, path: string): Promise<string> {
  return new TextDecoder().decode(await files.read(path))
}

/** What is in a folder. */
interface Look {
  readonly entries: Awaited<ReturnType<FilesPort['list']>>
  /** Of its `lcp.toml`. */
  readonly text?: string
  /** What is there and cannot be read: it is passed over, so that one folder does not hide all others. */
  readonly unreadable?: { readonly path: string; readonly error: unknown }
}

/** Never fails: nobody may be waiting for it yet. */
async function look(files: ReadableFiles, { folder, isThere }: Place): Promise<Look> {
  let path = folder
  let entries: Look['entries'] = []
  try {
    if (isThere !== true && (await files.info(folder))?.kind !== 'directory') return { entries }
    entries = await files.list(folder)
    path = `${folder}/lcp.toml`
    const hasDescriptor = entries.some(({ name, kind }) => name === 'lcp.toml' && kind !== 'directory')
    return hasDescriptor ? { entries, text: await readText(files, path) } : { entries }
  } catch (error) {
    return { entries, unreadable: { path, error } }
  }
}

function isSkipped(name: string): boolean {
  // What is in a bundle was locked for that alone.
  return name.startsWith('.') || name.endsWith('.lcod') || SKIPPED.has(name)
}
