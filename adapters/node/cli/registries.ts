import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { ComposeComponent } from '../../../core/resolve/registry.ts'
import { RegistryScope } from '../../../core/resolve/registry.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { createNodeEnv, createNodeFiles } from '../index.ts'
import type { ParsedArguments } from './flags.ts'
import { componentFolders } from './project.ts'

/** What a run of a compose in a folder could call. */
export type Registries = (folder: string, manifest: Manifest | undefined) => Promise<RegistryScope>

/** Registries for the composes of one command: what lies around several of them is read once. */
export function createRegistries(parsed: ParsedArguments): Registries {
  const files = createNodeFiles()
  const kernel = new RegistryScope(null, { components: standardComponents, sealed: true })
  const read = new Map<string, Promise<readonly ComposeComponent[]>>()
  const named = parsed.all('components').filter((value) => value !== true)
  return async (folder, manifest) => {
    const { loadComponents } = await import('../../../core/manifest/folder-loader.ts')
    const { lookupFolders } = await import('../../../core/manifest/lookup-folders.ts')
    const first = componentFolders(named, folder, manifest)
    const components = new Map<string, ComposeComponent>()
    for (const place of await lookupFolders({ files, env: createNodeEnv(), first })) {
      const found = read.get(place) ?? loadComponents({ files, folders: [place] })
      read.set(place, found)
      // As a run does: the first of two components with one id counts.
      for (const one of await found) if (!components.has(one.id)) components.set(one.id, one)
    }
    return new RegistryScope(kernel, { components: components.values() })
  }
}
