import { fileError } from '../../../core/errors/file-error.ts'
import type { OpfsPlace } from './opfs-tree.ts'

/** `FileSystemSyncAccessHandle`, which the page's type library leaves out because only workers have it. */
interface SyncAccessHandle {
  truncate(size: number): void
  write(bytes: Uint8Array<ArrayBuffer>, options?: { at?: number }): number
  flush(): void
  close(): void
}

interface SyncFileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>
}

interface MovableHandle {
  move(parent: FileSystemDirectoryHandle, name: string): Promise<void>
}

/** How bytes reach the disk: `sync` in dedicated workers, `stream` elsewhere. */
export type OpfsWriting = 'sync' | 'stream'

/** The way of writing that this context offers, the fastest first, or `null` when whole writes are impossible. */
export function writingHere(): OpfsWriting | null {
  const { prototype } = FileSystemFileHandle
  if (!canMove(prototype)) return null
  if (hasSyncAccess(prototype)) return 'sync'
  return 'createWritable' in prototype ? 'stream' : null
}

/** True when a finished file can be put under its path in one step. */
export function canMove(handle: object): handle is MovableHandle {
  return 'move' in handle
}

function hasSyncAccess(handle: object): handle is SyncFileHandle {
  return 'createSyncAccessHandle' in handle
}

interface ByteWriter {
  write(chunk: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A file being written outside the tree; `publish` moves it to its place in one step. */
export class PendingFile {
  readonly #folder: FileSystemDirectoryHandle
  readonly #handle: FileSystemFileHandle
  readonly #writer: ByteWriter

  private constructor(folder: FileSystemDirectoryHandle, handle: FileSystemFileHandle, writer: ByteWriter) {
    this.#folder = folder
    this.#handle = handle
    this.#writer = writer
  }

  /** A new empty file of that name in `folder`. */
  static async create(folder: FileSystemDirectoryHandle, name: string, writing: OpfsWriting): Promise<PendingFile> {
    const handle = await folder.getFileHandle(name, { create: true })
    const writer = writing === 'sync' && hasSyncAccess(handle) ? await syncWriter(handle) : await streamWriter(handle)
    return new PendingFile(folder, handle, writer)
  }

  write(chunk: Uint8Array): Promise<void> {
    return this.#writer.write(chunk)
  }

  /** Ends writing: what was written is on disk, still under its temporary name. */
  close(): Promise<void> {
    return this.#writer.close()
  }

  /** Makes the closed file visible at `place`, replacing a file there. */
  async publish(place: OpfsPlace): Promise<void> {
    if (!canMove(this.#handle)) throw fileError('EIO', place.name)
    await this.#handle.move(place.parent, place.name)
  }

  /** Removes the file, whatever state it is in. */
  async discard(): Promise<void> {
    // A failed write may have closed the writer already; what matters is that the handle's lock is gone.
    await this.#writer.close().catch(() => undefined)
    // A leftover is removed when the workspace is opened next.
    await this.#folder.removeEntry(this.#handle.name).catch(() => undefined)
  }
}

/** Replaces the content at `place` while it can be seen, and leaves it to the system when it reaches the disk. */
export async function writeInPlace(place: OpfsPlace, data: Uint8Array, writing: OpfsWriting): Promise<void> {
  const handle = await place.parent.getFileHandle(place.name, { create: true })
  if (writing === 'stream' || !hasSyncAccess(handle)) {
    const writer = await streamWriter(handle)
    await writer.write(data)
    await writer.close()
    return
  }
  const access = await handle.createSyncAccessHandle()
  try {
    access.truncate(0)
    writeWhole(access, data, 0)
  } finally {
    access.close()
  }
}

function writeWhole(access: SyncAccessHandle, chunk: Uint8Array, at: number): void {
  // Some engines report a full disk by writing less than they were given.
  if (access.write(ownBuffer(chunk), { at }) === chunk.length) return
  throw new DOMException('The storage took only a part', 'QuotaExceededError')
}

async function syncWriter(handle: SyncFileHandle): Promise<ByteWriter> {
  const access = await handle.createSyncAccessHandle()
  let offset = 0
  let open = true
  return {
    async write(chunk) {
      writeWhole(access, chunk, offset)
      offset += chunk.length
    },
    async close() {
      if (!open) return
      open = false
      try {
        access.flush()
      } finally {
        access.close()
      }
    },
  }
}

async function streamWriter(handle: FileSystemFileHandle): Promise<ByteWriter> {
  const stream = await handle.createWritable()
  let open = true
  return {
    write: (chunk) => stream.write(ownBuffer(chunk)),
    async close() {
      if (!open) return
      open = false
      await stream.close()
    },
  }
}

/** Storage APIs refuse views of shared memory. */
function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes)
}
