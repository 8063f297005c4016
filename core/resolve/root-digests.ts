import type { FilesPort } from '../host/files.ts'
import type { Dict } from '../values.ts'
import { integrityOf } from './integrity.ts'
import type { LockedFiles } from './locked-files.ts'
import { namedFiles } from './named-files.ts'

/** What a lock says of the files of its own project. */
export interface RootDigests {
  /** Absent without a compose. */
  readonly composeIntegrity?: string
  /** Digests of the files that the descriptor and the compose name; absent when there are none. */
  readonly lockedFiles?: LockedFiles
}

/**
 * The digests of what a project is made of, as far as its descriptor and compose say.
 *
 * @param root Its absolute folder, its descriptor, and where its compose is.
 * @throws {KernelError} the codes of files.
 */
export async function rootDigests(
  files: FilesPort,
  { folder, table, composePath }: { readonly folder: string; readonly table: Dict; readonly composePath?: string },
): Promise<RootDigests> {
  const bytes = composePath === undefined ? undefined : await files.read(composePath)
  const compose = bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  const lockedFiles = await namedFiles(files, folder, { table, compose })
  return {
    ...(bytes === undefined ? {} : { composeIntegrity: integrityOf(bytes) }),
    ...(Object.keys(lockedFiles).length === 0 ? {} : { lockedFiles }),
  }
}
