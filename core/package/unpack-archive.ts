import type { FilesPort } from '../host/files.ts'
import { inBatches } from '../in-batches.ts'
import { readTar } from './read-tar.ts'

/**
 * Writes the files of a packed component (`.lcpkg`) into a new folder.
 *
 * The whole archive is checked before the first file is written. The files are drafts until the end: nobody may look at
 * the folder before, so unpack beside the place it is for, and move it there.
 *
 * @param folder Absolute; made.
 * @throws {KernelError} `archive_invalid` for what is no plain archive of files; the codes of files.
 * Spec: contracts.md 5.7.
 */
export async function unpackArchive(files: FilesPort, bytes: Uint8Array, folder: string): Promise<void> {
  const entries = readTar(bytes)
  await files.makeDirectory(folder)
  const options = { createParents: true, draft: true }
  await inBatches(entries, ({ path, content }) => files.write(`${folder}/${path}`, content, options))
  await files.settle?.(folder)
}
