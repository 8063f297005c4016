import type { FilesPort } from '../host/files.ts'
import { startDigest } from './integrity.ts'

/** The digest of a file, read in pieces, in the form of locks. */
export async function fileIntegrity(files: FilesPort, path: string): Promise<string> {
  const digest = startDigest()
  for await (const chunk of files.stream(path)) digest.update(chunk)
  return digest.integrity()
}
