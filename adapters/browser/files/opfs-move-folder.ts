import { fileError } from '../../../core/errors/file-error.ts'
import { canMove } from './opfs-pending-file.ts'
import { childOf, type OpfsPlace } from './opfs-tree.ts'

const MOVES_AT_ONCE = 16

/**
 * Moves a folder to a place that is free or holds an empty folder: its folders are made anew, its files moved one by one.
 *
 * Stopped in the middle, each file is whole in one of the two places.
 *
 * @throws {KernelError} EEXIST when the place holds a folder that is not empty; `path` is for the message.
 */
export async function moveFolder(
  source: FileSystemDirectoryHandle,
  from: OpfsPlace,
  to: OpfsPlace,
  path: string,
): Promise<void> {
  const there = await childOf(to.parent, to.name)
  if (there?.kind === 'directory' && !(await isEmpty(there))) throw fileError('EEXIST', path)
  await moveContent(source, await to.parent.getDirectoryHandle(to.name, { create: true }))
  await from.parent.removeEntry(from.name, { recursive: true })
}

async function moveContent(from: FileSystemDirectoryHandle, to: FileSystemDirectoryHandle): Promise<void> {
  const folders: FileSystemDirectoryHandle[] = []
  const moves: Array<() => Promise<void>> = []
  for await (const handle of from.values()) {
    if (handle.kind === 'directory') folders.push(handle)
    else if (canMove(handle)) moves.push(() => handle.move(to, handle.name))
  }
  while (moves.length > 0) await Promise.all(moves.splice(0, MOVES_AT_ONCE).map((move) => move()))
  for (const folder of folders) await moveContent(folder, await to.getDirectoryHandle(folder.name, { create: true }))
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const _ of folder.keys()) return false
  return true
}
