import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { componentFiles } from './component-files.ts'
import type { ArchiveEntry } from './read-tar.ts'
import { writeTar } from './write-tar.ts'

/**
 * Packs the content of a component's folder: what `componentFiles` finds.
 *
 * @param folder Absolute; holds an `lcp.toml`.
 * @returns the bytes of a `.lcpkg` and the paths in it.
 * @throws {KernelError} `ENOENT` without an `lcp.toml`; `archive_invalid` for a link, which an archive cannot hold.
 * Spec: contracts.md 5.7.
 */
export async function packFolder(
  files: FilesPort,
  folder: string,
): Promise<{ readonly bytes: Uint8Array; readonly paths: readonly string[] }> {
  const entries: ArchiveEntry[] = [{ path: 'lcp.toml', content: await files.read(`${folder}/lcp.toml`) }]
  for await (const { path, kind } of componentFiles(files, folder)) {
    if (path === 'lcp.toml') continue
    if (kind === 'symlink') {
      throw new KernelError('archive_invalid', `"${path}" is a link; only plain files are packed`, { data: { path } })
    }
    entries.push({ path, content: await files.read(`${folder}/${path}`) })
  }
  return { bytes: writeTar(entries), paths: entries.map((entry) => entry.path).sort() }
}
