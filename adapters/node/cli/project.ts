import { access, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FilesPort } from '../../../core/host/files.ts'
import type { ComponentLoader } from '../../../core/kernel-api.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { createNodeEnv } from '../index.ts'
import type { ErrorScreen } from './output.ts'
import { portablePath } from './permission-flags.ts'
import { shownPath } from './source-texts.ts'

/**
 * The `lcp.toml` of a compose's folder.
 *
 * @returns `undefined` without a folder or without the file.
 * @throws {KernelError} `invalid_manifest`
 */
export async function readProjectManifest(folder: string | undefined): Promise<Manifest | undefined> {
  if (folder === undefined) return undefined
  const file = `${folder}/lcp.toml`
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return undefined
  }
  // Most composes have no manifest: its parser is loaded only for those that do.
  const { readManifest } = await import('../../../core/manifest/read-manifest.ts')
  return readManifest(text, shownPath(file))
}

/**
 * Where the components of a run are looked for: the folders of `--components`, then the project's own.
 *
 * @returns absolute paths with `/` separators; folders that do not exist may be among them.
 */
export function componentFolders(named: readonly string[], folder: string | undefined, manifest?: Manifest): string[] {
  const folders = named.map(portablePath)
  if (folder !== undefined) {
    folders.push(`${folder}/components`)
    // The manifest itself tells the loader what package the components belong to.
    if (manifest?.workspace !== undefined) folders.push(folder)
  }
  return folders
}

/**
 * Finds components when the run first asks for one: in the folders given, then where the environment says
 * (`lookupFolders`). Reports manifests that cannot be read.
 */
export function lazyFolderLoader(files: FilesPort, folders: readonly string[], screen: ErrorScreen): ComponentLoader {
  let loader: ComponentLoader | undefined
  const onBroken = (file: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    screen.write(`warning: ${reason} (${shownPath(file)})\n`)
  }
  return {
    load(id) {
      if (loader !== undefined) return loader.load(id)
      const loading = Promise.all([
        import('../../../core/manifest/folder-loader.ts'),
        import('../../../core/manifest/lookup-folders.ts'),
      ])
      return loading.then(([{ createFolderLoader }, { lookupFolders }]) => {
        const all = () => lookupFolders({ files, env: createNodeEnv(), first: folders })
        loader ??= createFolderLoader({ files, folders: all, onBroken })
        return loader.load(id)
      })
    },
  }
}

/** Whether a path exists, whatever it is. */
export function exists(path: string): Promise<boolean> {
  return access(resolve(path)).then(
    () => true,
    () => false,
  )
}
