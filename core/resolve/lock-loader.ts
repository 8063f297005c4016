import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { componentOf } from '../manifest/component-of.ts'
import { readManifest } from '../manifest/read-manifest.ts'
import { parseComponentId } from './component-id.ts'
import { hasSource, type LocalComponent, lockedSpec, obtain } from './component-source.ts'
import { verifyIntegrity } from './integrity.ts'
import type { Lock, LockedComponent } from './lock-file.ts'
import { verifyFiles } from './locked-files.ts'
import { type ComposeComponent, RegistryScope } from './registry.ts'
import type { SourceFetcher } from './source-fetcher.ts'

interface LoadTools {
  readonly files: FilesPort
  readonly fetcher: SourceFetcher
}

/**
 * Loads the components of a lock, and only what it locks: the descriptor, the compose and every other file are hashed
 * and compared, and the very bytes that were compared are what runs.
 *
 * @returns a loader that gives `undefined` for ids the lock does not hold, or names without saying where they are, as
 * locks of other resolvers do for what they found in a registry; its `load` and the first call of a component
 * throw `integrity_mismatch` and `component_swapped` naming the file, and what fetching throws.
 * Spec: contracts.md 5.1; SECURITY S20.
 */
export function createLockLoader(lock: Lock, tools: LoadTools): ComponentLoader {
  const loadable = lock.components.slice(1).filter(({ source }) => hasSource(source))
  return lockedComponents(loadable, (entry) => obtainLocked(entry, lock, tools))
}

/** Loads entries of a lock, each when it is first asked for; `bring` gives what the entry promises, compared with it. */
export function lockedComponents(
  loadable: readonly LockedComponent[],
  bring: (entry: LockedComponent) => Promise<ObtainedComponent>,
): ComponentLoader {
  // The registry's own rules say which version of the lock an id means.
  const places = new RegistryScope(null, { components: loadable.map(placeholder) })
  const entries = new Map(loadable.map((entry) => [entry.id, entry]))
  const loaded = new Map<string, Promise<ComposeComponent>>()
  return {
    load(id) {
      const entry = entries.get(places.resolve(id)?.id ?? '')
      if (entry === undefined) return undefined
      const component = loaded.get(entry.id) ?? bring(entry).then((obtained) => componentFrom(entry, obtained))
      loaded.set(entry.id, component)
      return component
    },
  }
}

/**
 * Brings a component of a lock here and compares everything it is made of. What does not belong is thrown out of the
 * cache, so that the next fetch makes it good; a folder of the user stays as it is.
 *
 * @throws {KernelError} as the loader.
 */
export async function obtainLocked(entry: LockedComponent, lock: Lock, tools: LoadTools): Promise<ObtainedComponent> {
  const { files, fetcher } = tools
  const local = await obtain(lockedSpec(entry.source, fetcher.options.project), tools, entry)
  try {
    if (entry.integrity !== undefined) verifyIntegrity(local.descriptor, entry.integrity, local.descriptorPath)
    if (entry.files !== undefined) await verifyFiles(files, local, entry.files)
    const compose = await composeOf(entry, local, lock, files)
    const descriptor = new TextDecoder().decode(local.descriptor)
    return { descriptor, folder: local.folder, descriptorPath: local.descriptorPath, ...compose }
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'integrity_mismatch') throw error
    if (!(await fetcher.forget(local.folder))) throw error
    const hint = 'It was removed from the cache; lcod install fetches it anew'
    throw new KernelError(error.code, error.message, { data: error.data, cause: error, hint })
  }
}

/** A component of a lock that is what the lock says. */
export interface ObtainedComponent {
  readonly descriptor: string
  /** Where the other files of the lock's entry are, absolute. */
  readonly folder: string
  readonly descriptorPath: string
  /** Absent for a component without a compose. */
  readonly compose?: { readonly path: string; readonly text: string }
}

async function composeOf(
  { id, composeIntegrity }: LockedComponent,
  { composePath: path }: LocalComponent,
  { isOwn }: Lock,
  files: FilesPort,
): Promise<Pick<ObtainedComponent, 'compose'>> {
  if (path === undefined) {
    if (composeIntegrity === undefined) return {}
    throw new KernelError('integrity_mismatch', `The compose of ${id} is in the lock, and is missing`, { data: { id } })
  }
  const bytes = await files.read(path)
  if (composeIntegrity !== undefined) verifyIntegrity(bytes, composeIntegrity, path)
  else if (isOwn) throw new KernelError('integrity_mismatch', `"${path}" is not in the lock`, { data: { file: path } })
  return { compose: { path, text: new TextDecoder().decode(bytes) } }
}

function componentFrom(entry: LockedComponent, obtained: ObtainedComponent): ComposeComponent {
  const { descriptor, descriptorPath, compose } = obtained
  const manifest = readManifest(descriptor, descriptorPath)
  if (manifest.id !== entry.id) {
    throw new KernelError('component_swapped', `"${descriptorPath}" holds ${manifest.id}, expected ${entry.id}`, {
      data: { file: descriptorPath, found: manifest.id, expected: entry.id },
    })
  }
  const { path, version } = parseComponentId(entry.id)
  const sibling = { basePath: path.split('/').slice(0, -1).join('/'), version, aliasMap: {} }
  return componentOf(entry.id, manifest, {
    context: manifest.workspace === undefined ? sibling : (manifest.context ?? sibling),
    composition: () => {
      if (compose === undefined) {
        throw new KernelError('component_not_found', `${entry.id} has no compose: there is nothing to run`)
      }
      const { composition, problems } = parseCompose(compose.text, { file: compose.path })
      if (composition === undefined) throw invalidCompose(problems, compose.path)
      return composition
    },
  })
}

/** Something of that id for the registry to find. */
function placeholder({ id }: LockedComponent): ComposeComponent {
  return { kind: 'compose', id, composition: { steps: [] } }
}
