import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { componentOf } from '../manifest/component-of.ts'
import { readManifest } from '../manifest/read-manifest.ts'
import { parseComponentId } from './component-id.ts'
import { hasSource, lockedSpec, obtain } from './component-source.ts'
import { verifyIntegrity } from './integrity.ts'
import type { Lock, LockedComponent } from './lock-file.ts'
import { type ComposeComponent, RegistryScope } from './registry.ts'
import type { SourceFetcher } from './source-fetcher.ts'

/**
 * Loads the components of a lock, and only what it locks: the descriptor and the compose are hashed and compared, and
 * those very bytes are what runs.
 *
 * @returns a loader that gives `undefined` for ids the lock does not hold, or names without saying where they are, as
 * locks of other resolvers do for what they found in a registry; its `load` and the first call of a component
 * throw `integrity_mismatch` and `component_swapped` naming the file, and what fetching throws.
 * Spec: contracts.md 5.1; SECURITY S20.
 */
export function createLockLoader(
  lock: Lock,
  tools: { readonly files: FilesPort; readonly fetcher: SourceFetcher },
): ComponentLoader {
  // The registry's own rules say which version of the lock an id means.
  const loadable = lock.components.slice(1).filter(({ source }) => hasSource(source))
  const places = new RegistryScope(null, { components: loadable.map(placeholder) })
  const entries = new Map(lock.components.map((entry) => [entry.id, entry]))
  const loaded = new Map<string, Promise<ComposeComponent>>()
  return {
    load(id) {
      const entry = entries.get(places.resolve(id)?.id ?? '')
      if (entry === undefined) return undefined
      const component = loaded.get(entry.id) ?? loadLocked(entry, tools)
      loaded.set(entry.id, component)
      return component
    },
  }
}

/**
 * Brings a component of a lock here and compares its descriptor.
 *
 * @throws {KernelError} as the loader.
 */
export async function obtainLocked(
  entry: LockedComponent,
  tools: { readonly files: FilesPort; readonly fetcher: SourceFetcher },
): Promise<{ readonly descriptor: string; readonly descriptorPath: string; readonly composePath: string | undefined }> {
  const { project } = tools.fetcher.options
  const local = await obtain(lockedSpec(entry.source, project), tools)
  if (entry.integrity !== undefined) verifyIntegrity(local.descriptor, entry.integrity, local.descriptorPath)
  const { descriptorPath, composePath } = local
  return { descriptor: new TextDecoder().decode(local.descriptor), descriptorPath, composePath }
}

async function loadLocked(
  entry: LockedComponent,
  tools: { readonly files: FilesPort; readonly fetcher: SourceFetcher },
): Promise<ComposeComponent> {
  const { descriptor, descriptorPath, composePath } = await obtainLocked(entry, tools)
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
    composition: async () => {
      if (composePath === undefined) {
        throw new KernelError('component_not_found', `${entry.id} has no compose: there is nothing to run`)
      }
      const bytes = await tools.files.read(composePath)
      if (entry.composeIntegrity !== undefined) verifyIntegrity(bytes, entry.composeIntegrity, composePath)
      const { composition, problems } = parseCompose(new TextDecoder().decode(bytes), { file: composePath })
      if (composition === undefined) throw invalidCompose(problems, composePath)
      return composition
    },
  })
}

/** Something of that id for the registry to find. */
function placeholder({ id }: LockedComponent): ComposeComponent {
  return { kind: 'compose', id, composition: { steps: [] } }
}
