import type { Composition } from '../compose/composition.ts'
import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { type Component, type ComposeComponent, RegistryScope } from '../resolve/registry.ts'
import { componentOf } from './component-of.ts'
import { type FindOptions, type FoundComponent, findComponents, type ReadableFiles } from './find-components.ts'

export interface FolderLoaderOptions extends Omit<FindOptions, 'folders'> {
  /** Absolute paths, or how to find them at the first id that is asked for. */
  readonly folders: readonly string[] | (() => Promise<readonly string[]>)
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
export async function loadComponents(options: FolderLoaderOptions): Promise<ComposeComponent[]> {
  const { folders } = options
  const found: ComposeComponent[] = []
  const listed = typeof folders === 'function' ? await folders() : folders
  for await (const one of findComponents({ ...options, folders: listed })) found.push(loadable(options.files, one))
  return found
}

/**
 * Reads a compose file of a component.
 *
 * @throws {KernelError} `invalid_compose` with the problems as `data.problems`; the codes of the files port.
 */
export async function readComposeFile(files: ReadableFiles, path: string): Promise<Composition> {
  const text = new TextDecoder().decode(await files.read(path))
  const { composition, problems } = parseCompose(text, { file: path })
  if (composition === undefined) throw invalidCompose(problems, path)
  return composition
}

async function indexFolders(options: FolderLoaderOptions): Promise<RegistryScope> {
  const components = new Map<string, Component>()
  for (const component of await loadComponents(options)) {
    if (!components.has(component.id)) components.set(component.id, component)
  }
  return new RegistryScope(null, { components: components.values() })
}

function loadable(files: ReadableFiles, found: FoundComponent): ComposeComponent {
  return componentOf(found.id, found.manifest, {
    context: found.context,
    alias: found.alias,
    composition: () => {
      if (found.broken !== undefined) throw found.broken
      return readComposeFile(files, `${found.folder}/${found.compose}`)
    },
  })
}
