import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../../../core/host/files.ts'
import { shownPath } from '../source-texts.ts'

/** The text of a file as it was read, and as it shall be. */
export interface TextChange {
  /** `undefined` where there was no file. */
  readonly before: string | undefined
  readonly after: string
}

/** @returns `undefined` when there is no file. */
export async function readIfPresent(files: FilesPort, path: string): Promise<string | undefined> {
  return (await files.info(path)) === null ? undefined : new TextDecoder().decode(await files.read(path))
}

/**
 * Writes the files of one change, unless one of them is not what it was when it was read: another process works on the
 * same project then, and what it wrote must not be lost.
 *
 * @param changes By absolute path, in the order to write them.
 * @throws {KernelError} `EBUSY`, and nothing is written; the codes of files.
 */
export async function replaceTexts(files: FilesPort, changes: ReadonlyMap<string, TextChange>): Promise<void> {
  for (const [path, { before }] of changes) {
    if ((await readIfPresent(files, path)) === before) continue
    throw new KernelError('EBUSY', `"${shownPath(path)}" was changed by somebody else meanwhile`, {
      data: { path },
      hint: 'Nothing was written; run the command again',
    })
  }
  for (const [path, { before, after }] of changes) {
    if (after !== before) await files.write(path, new TextEncoder().encode(after))
  }
}
