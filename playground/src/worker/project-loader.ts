import type { ComponentLoader } from '../../../core/kernel-api.ts'
import type { FolderLoaderOptions } from '../../../core/manifest/folder-loader.ts'

/** Finds the components of a project. What reads them is loaded with the first id that the kernel does not know. */
export function projectLoader(options: FolderLoaderOptions): ComponentLoader {
  let loader: ComponentLoader | undefined
  return {
    load(id) {
      if (loader !== undefined) return loader.load(id)
      return import('../../../core/manifest/folder-loader.ts').then(({ createFolderLoader }) => {
        loader ??= createFolderLoader(options)
        return loader.load(id)
      })
    },
  }
}
