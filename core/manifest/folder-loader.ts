import type { Composition } from '../compose/composition.ts'
import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import type { FilesPort } from '../host/files.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { parseComponentId, SCHEME } from '../resolve/component-id.ts'
import { type Component, RegistryScope } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import { COMPOSE_NAMES } from './compose-names.ts'
import { type Manifest, readManifest } from './read-manifest.ts'

export interface FolderLoaderOptions {
  readonly files: FilesPort
  /** Absolute paths; every component folder in them, at any depth, is found. Missing folders hold nothing. */
  readonly folders: readonly string[]
  /** Told once per manifest that cannot be read; its component fails when it is called. */
  readonly onBroken?: (file: string, error: unknown) => void
}

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'target', 'coverage'])
/** Deep enough for any project; a loop of links cannot keep the search busy. */
const MAX_DEPTH = 16

interface Place {
  readonly folder: string
  readonly depth: number
  /** The package the folder belongs to, and the folder its relative ids start at. */
  readonly package: { readonly context: PackageContext; readonly root: string } | undefined
}

/**
 * Finds components in folders: each folder with an `lcp.toml` and a compose is one.
 *
 * Nothing is read before the first id that is asked for; then only the manifests are. A compose is read when it is first
 * called. Of two components with one id the first found counts: folders in the order given, names in order.
 *
 * Spec: engine.md 4.5, 4.6; contracts.md 4.7.
 */
export function createFolderLoader(options: FolderLoaderOptions): ComponentLoader {
  let index: RegistryScope | Promise<RegistryScope> | undefined
  return {
    load(id) {
      // Answered at once when the index is there: a call in a loop must not wait for the event loop each time.
      if (index instanceof RegistryScope) return index.resolve(id)
      index ??= indexFolders(options)
      return index.then((scope) => {
        index = scope
        return scope.resolve(id)
      })
    },
  }
}

/** Every component of the folders, without reading a compose. */
export async function findComponents(options: FolderLoaderOptions): Promise<Component[]> {
  const { files } = options
  const found: Component[] = []
  const seen = new Set<string>()
  const places: Place[] = options.folders.map((folder) => ({ folder, depth: 0, package: undefined }))
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    if (seen.has(place.folder) || place.depth > MAX_DEPTH) continue
    seen.add(place.folder)
    const entries = await listFolder(files, place.folder)
    const names = new Set(entries.map((entry) => entry.name))
    let inside = place.package
    if (names.has('lcp.toml')) {
      const manifest = await readManifestFile(options, `${place.folder}/lcp.toml`)
      if (manifest.workspace !== undefined && manifest.context !== undefined) {
        const root = joinFolder(place.folder, manifest.workspace.componentsDir ?? '.')
        inside = { context: manifest.context, root }
        places.unshift({ folder: root, depth: place.depth + 1, package: inside })
      }
      const compose = COMPOSE_NAMES.find((name) => names.has(name))
      if (compose !== undefined) found.push(...componentOf(files, place, manifest, compose))
    }
    const folders = entries.filter((entry) => entry.kind === 'directory' && !isSkipped(entry.name))
    places.unshift(
      ...folders.map(({ name }) => ({ folder: `${place.folder}/${name}`, depth: place.depth + 1, package: inside })),
    )
  }
  return found
}

/**
 * Reads a compose file of a component.
 *
 * @throws {KernelError} `invalid_compose` with the problems as `data.problems`; the codes of the files port.
 */
export async function readComposeFile(files: FilesPort, path: string): Promise<Composition> {
  const text = new TextDecoder().decode(await files.read(path))
  const { composition, problems } = parseCompose(text, { file: path })
  if (composition === undefined) throw invalidCompose(problems, path)
  return composition
}

async function indexFolders(options: FolderLoaderOptions): Promise<RegistryScope> {
  const components = new Map<string, Component>()
  for (const component of await findComponents(options)) {
    if (!components.has(component.id)) components.set(component.id, component)
  }
  return new RegistryScope(null, { components: components.values() })
}

function componentOf(files: FilesPort, place: Place, manifest: ReadManifest, compose: string): Component[] {
  const canonical = packageId(place)
  const id = manifest.id ?? canonical
  if (id === undefined) return []
  const context = place.package?.context ?? siblingContext(id)
  const { broken, inputs, outputs, slots, inputSchema, outputSchema, hints, summary } = manifest
  return [
    {
      kind: 'compose',
      id,
      ...(canonical === undefined || canonical === id ? {} : { aliases: [canonical] }),
      inputs,
      outputs,
      slotNames: slots,
      context,
      ...(summary === undefined ? {} : { summary }),
      ...(inputSchema === undefined ? {} : { inputSchema }),
      ...(outputSchema === undefined ? {} : { outputSchema }),
      ...(hints === undefined ? {} : { hints }),
      composition: () => {
        if (broken !== undefined) throw broken
        return readComposeFile(files, `${place.folder}/${compose}`)
      },
    },
  ]
}

/** The id that the place inside its package gives a component. */
function packageId(place: Place): string | undefined {
  if (place.package === undefined || !place.folder.startsWith(`${place.package.root}/`)) return undefined
  const { context, root } = place.package
  return `${SCHEME}${context.basePath}/${place.folder.slice(root.length + 1)}@${context.version}`
}

/** Relative ids of a component outside any package start beside it. */
function siblingContext(id: string): PackageContext {
  const { path, version } = parseComponentId(id)
  return { basePath: path.split('/').slice(0, -1).join('/'), version, aliasMap: {} }
}

interface ReadManifest extends Manifest {
  /** Why the file could not be read; its component fails with this when it is called. */
  readonly broken?: unknown
}

async function readManifestFile(options: FolderLoaderOptions, path: string): Promise<ReadManifest> {
  const text = new TextDecoder().decode(await options.files.read(path))
  try {
    return readManifest(text, path)
  } catch (error) {
    options.onBroken?.(path, error)
    const id = /^id\s*=\s*["']([^"']+)["']/m.exec(text)?.[1]
    return { ...(id === undefined ? {} : { id }), version: '0.0.0', inputs: [], outputs: [], slots: [], broken: error }
  }
}

async function listFolder(files: FilesPort, folder: string): Promise<Awaited<ReturnType<FilesPort['list']>>> {
  const info = await files.info(folder)
  return info?.kind === 'directory' ? files.list(folder) : []
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name)
}

/** Joins a written folder, which may be absolute or leave the base by `..`. */
function joinFolder(base: string, written: string): string {
  const segments: string[] = []
  for (const segment of (written.startsWith('/') ? written : `${base}/${written}`).split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  const joined = segments.join('/')
  return /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`
}
