import type { FilesPort } from '../host/files.ts'
import { readTar } from './read-tar.ts'

/**
 * Writes the files of a packed component (`.lcpkg`) into a new folder.
 *
 * The whole archive is checked before the first file is written.
 *
 * @param folder Absolute; made.
 * @throws {KernelError} `archive_invalid` for what is no plain archive of files; the codes of files.
 * Spec: contracts.md 5.7.
 */
export async function unpackArchive(files: FilesPort, bytes: Uint8Array, folder: string): Promise<void> {
  const entries = readTar(bytes)
  await files.makeDirectory(folder)
  for (const { path, content } of entries) await files.write(`${folder}/${path}`, content, { createParents: true })
}
