import type { FilesPort } from '../host/files.ts'
import { COMPOSE_NAMES } from '../manifest/compose-names.ts'
import type { Lock } from '../resolve/lock-file.ts'
import { obtainLocked } from '../resolve/lock-loader.ts'
import type { SourceFetcher } from '../resolve/source-fetcher.ts'
import { BUNDLE, type BundleFiles, moduleFolder } from './bundle-layout.ts'

/**
 * Every file of the components of a lock, by its path in the bundle; each component is compared with the lock
 * first. What is read then is compared once more when the bundle is opened.
 *
 * @throws {KernelError} as the loader of locks.
 */
export async function collectModules(
  lock: Lock,
  tools: { readonly files: FilesPort; readonly fetcher: SourceFetcher },
): Promise<BundleFiles> {
  const { files } = tools
  const modules = new Map<string, Uint8Array>()
  for (const entry of lock.components.slice(1)) {
    const folder = moduleFolder(entry.id)
    const { descriptorPath, compose, folder: from } = await obtainLocked(entry, lock, tools)
    modules.set(`${folder}/${BUNDLE.descriptor}`, await files.read(descriptorPath))
    if (compose !== undefined) modules.set(`${folder}/${composeName(compose.path)}`, await files.read(compose.path))
    for (const path of Object.keys(entry.files ?? {})) {
      modules.set(`${folder}/${path}`, await files.read(`${from}/${path}`))
    }
  }
  return modules
}

/** A registry may call a compose what it likes; its extension tells the format. */
function composeName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (COMPOSE_NAMES.some((known) => known === name)) return name
  return name.endsWith('.json') ? 'compose.json' : BUNDLE.compose
}
