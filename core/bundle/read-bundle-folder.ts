import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { componentFiles } from '../package/component-files.ts'
import { BUNDLE, type BundleFiles } from './bundle-layout.ts'

/**
 * Reads all files of a bundle's folder; `openBundle` says whether they are the right ones. Hidden ones are no part of it:
 * what its runs keep is in `.lcod`.
 *
 * @param folder Absolute.
 * @throws {KernelError} `bundle_invalid` for a folder without `lcp.lock`, and for a link; the codes of files.
 */
export async function readBundleFolder(files: FilesPort, folder: string): Promise<BundleFiles> {
  if ((await files.info(`${folder}/${BUNDLE.lock}`))?.kind !== 'file') {
    throw new KernelError('bundle_invalid', `"${folder}" is no bundle: it holds no ${BUNDLE.lock}`, {
      data: { folder },
    })
  }
  const found = new Map<string, Uint8Array>()
  for await (const { path, kind } of componentFiles(files, folder)) {
    if (kind === 'symlink') {
      throw new KernelError('bundle_invalid', `"${folder}" holds the link "${path}"`, { data: { folder, path } })
    }
    found.set(path, await files.read(`${folder}/${path}`))
  }
  return found
}

/** The name of a bundle by its folder: `/a/report.lcod` is `report`. */
export function bundleName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1).replace(/\.lcod$/, '')
}
