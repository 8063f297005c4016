import type { Workspace } from '../workspace/workspace.ts'
import type { PickedFile } from './picked-file.ts'
import { type Placement, placeFiles } from './place-files.ts'
import { unpackPicked } from './unpack-picked.ts'

/**
 * Puts what the visitor handed over into the workspace, all of it or nothing.
 *
 * @throws {RangeError} when it is too much; {KernelError} ENOSPC when there is no room for it.
 */
export async function importFiles(workspace: Workspace, picked: readonly PickedFile[]): Promise<Placement<Uint8Array>> {
  const placement = placeFiles(await unpackPicked(picked), (path) => workspace.isTaken(path))
  try {
    await workspace.writeAll(placement.files)
  } catch (error) {
    // Their names at the top were free, so nothing else is below them.
    const tops = new Set([...placement.files.keys()].map((path) => `/${path.split('/')[1]}`))
    for (const top of tops) await workspace.remove(top)
    throw error
  }
  return placement
}
