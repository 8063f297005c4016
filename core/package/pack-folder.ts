import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import type { ArchiveEntry } from './read-tar.ts'
import { writeTar } from './write-tar.ts'

const SKIPPED: ReadonlySet<string> = new Set(['node_modules'])

/**
 * Packs the content of a component's folder: every file but hidden ones, packed components and installed packages.
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
  const collect = async (inside: string): Promise<void> => {
    for (const { name, kind } of await files.list(inside === '' ? folder : `${folder}/${inside}`)) {
      const path = inside === '' ? name : `${inside}/${name}`
      if (name.startsWith('.') || SKIPPED.has(name) || name.endsWith('.lcpkg') || path === 'lcp.toml') continue
      if (kind === 'directory') await collect(path)
      else if (kind === 'file') entries.push({ path, content: await files.read(`${folder}/${path}`) })
      else
        throw new KernelError('archive_invalid', `"${path}" is a link; only plain files are packed`, { data: { path } })
    }
  }
  await collect('')
  return { bytes: writeTar(entries), paths: entries.map((entry) => entry.path).sort() }
}
