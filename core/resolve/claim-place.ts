import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'

/**
 * Puts a whole folder into a place that nobody has. What is there already stays: somebody may be reading it.
 *
 * @param to Absolute; its parent is made.
 * @returns whether the place was free; else `from` is left as it is.
 */
export async function claimPlace(files: FilesPort, from: string, to: string): Promise<boolean> {
  if ((await files.info(to)) !== null) return false
  await files.makeDirectory(to.slice(0, to.lastIndexOf('/')))
  try {
    await files.rename(from, to)
    return true
  } catch (error) {
    // Another process was faster.
    if (error instanceof KernelError && error.code === 'EEXIST') return false
    throw error
  }
}
