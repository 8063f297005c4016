import { segmentsOf } from './opfs-tree.ts'
import { holdLock } from './tab-lock.ts'

/** A session without a lock counts as gone when its files are older than this (ms). */
const ABANDONED_AFTER = 60 * 60 * 1000

/** The folder for unfinished files of this context, and the end of its life. */
export interface OpfsSession {
  /** Made by the first call: a session that only reads leaves no trace. */
  folder(): Promise<FileSystemDirectoryHandle>
  /** A name no other file of the session has. */
  nextName(): string
  /** Removes the folder and lets go of the session's lock. */
  close(): Promise<void>
}

/**
 * Opens a session under `parent` and removes what sessions that ended in the middle of a write left there.
 *
 * A session is alive while its Web Lock is held, so the files of another tab stay. Where there are no locks, age decides.
 */
export async function openSession(
  parent: FileSystemDirectoryHandle,
  name: string,
  locks: LockManager | undefined,
): Promise<OpfsSession> {
  const id = crypto.randomUUID()
  const lockName = (session: string) => `${name}/session/${session}`
  const release = locks === undefined ? null : await holdLock(lockName(id), locks)
  await removeDead(parent, lockName, locks)
  let folder: Promise<FileSystemDirectoryHandle> | undefined
  let count = 0
  return {
    folder() {
      folder ??= parent.getDirectoryHandle(id, { create: true })
      return folder
    },
    nextName: () => String(count++),
    async close() {
      if (folder !== undefined) await parent.removeEntry(id, { recursive: true })
      await release?.()
    },
  }
}

async function removeDead(
  parent: FileSystemDirectoryHandle,
  lockName: (session: string) => string,
  locks: LockManager | undefined,
): Promise<void> {
  const sessions: FileSystemDirectoryHandle[] = []
  for await (const handle of parent.values()) if (handle.kind === 'directory') sessions.push(handle)
  for (const session of sessions) {
    const release = locks === undefined ? null : await holdLock(lockName(session.name), locks)
    const dead = locks === undefined ? await isAbandoned(session) : release !== null
    // Two tabs that open at once may both clean up: the second finds nothing left.
    if (dead) await parent.removeEntry(session.name, { recursive: true }).catch(() => undefined)
    await release?.()
  }
}

async function isAbandoned(session: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const handle of session.values()) {
    if (handle.kind === 'directory') continue
    const { lastModified } = await handle.getFile()
    if (Date.now() - lastModified < ABANDONED_AFTER) return false
  }
  return true
}

/** The folder at `path` below `root`, made when missing. */
export async function openFolder(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
  let folder = root
  for (const name of segmentsOf(path)) folder = await folder.getDirectoryHandle(name, { create: true })
  return folder
}
