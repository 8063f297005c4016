import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'

/** So many others at once would have to be faster, one after the other. */
const TRIES = 5

/**
 * Puts a whole folder into a place, in place of what is there. Another process may do the same at the same time: the last
 * wins, and neither fails.
 *
 * @param to Absolute; its parent is made.
 */
export async function takePlace(files: FilesPort, from: string, to: string): Promise<void> {
  await files.makeDirectory(to.slice(0, to.lastIndexOf('/')))
  for (let left = TRIES - 1; ; left--) {
    await files.remove(to)
    try {
      await files.rename(from, to)
      return
    } catch (error) {
      // Somebody took it in between.
      if (!(error instanceof KernelError) || error.code !== 'EEXIST' || left === 0) throw error
    }
  }
}
