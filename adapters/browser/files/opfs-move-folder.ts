import { fileError } from '../../../core/errors/file-error.ts'
import { canMove } from './opfs-pending-file.ts'
import { childOf, type OpfsPlace } from './opfs-tree.ts'

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
  const entries: Array<FileSystemDirectoryHandle | FileSystemFileHandle> = []
  for await (const handle of from.values()) entries.push(handle)
  for (const handle of entries) {
    if (handle.kind === 'directory') {
      await moveContent(handle, await to.getDirectoryHandle(handle.name, { create: true }))
    } else if (canMove(handle)) {
      await handle.move(to, handle.name)
    }
  }
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const _ of folder.keys()) return false
  return true
}
