import { fileError } from '../../../core/errors/file-error.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { FileSink } from '../../../core/host/files.ts'
import { type OpfsWriting, PendingFile, writeInPlace } from './opfs-pending-file.ts'
import type { OpfsSession } from './opfs-session.ts'
import { childOf, type OpfsPlace, type OpfsTree } from './opfs-tree.ts'
import type { TabLock } from './tab-lock.ts'
import { guardPath } from './web-file-error.ts'

export interface OpfsWriterParts {
  readonly tree: OpfsTree
  readonly session: OpfsSession
  readonly lock: TabLock
  readonly writing: OpfsWriting
}

/**
 * Writes files whole: outside the tree, as many at once as are asked for, then into their place by turns.
 *
 * What a browser throws is left as it is, except by a sink.
 */
export class OpfsWriter {
  readonly #parts: OpfsWriterParts

  constructor(parts: OpfsWriterParts) {
    this.#parts = parts
  }

  async replace(path: string, data: Uint8Array, createParents: boolean): Promise<void> {
    // Nothing is staged for a path that cannot be.
    await this.#parts.tree.place(path, createParents)
    const pending = await this.#pending()
    try {
      await pending.write(data)
      await pending.close()
      await this.#publish(pending, path, createParents)
    } catch (error) {
      await pending.discard()
      throw error
    }
  }

  /** Adds to the end. Call it in a turn of its own: what it reads must still be there when it writes. */
  async append(path: string, data: Uint8Array, createParents: boolean): Promise<void> {
    const place = await this.#placeForFile(path, createParents)
    const old = await childOf(place.parent, place.name)
    const pending = await this.#pending()
    try {
      if (old?.kind === 'file') await pending.write(new Uint8Array(await (await old.getFile()).arrayBuffer()))
      await pending.write(data)
      await pending.close()
      await pending.publish(place)
    } catch (error) {
      await pending.discard()
      throw error
    }
  }

  /** Writes in place and without a turn: the folder is the caller's own until it is moved. */
  async draft(path: string, data: Uint8Array, createParents: boolean): Promise<void> {
    const { tree, writing } = this.#parts
    try {
      await writeInPlace(await tree.place(path, createParents), data, writing)
    } catch (error) {
      if (error instanceof KernelError) throw error
      tree.forget()
      await writeInPlace(await this.#placeForFile(path, createParents), data, writing)
    }
  }

  async sink(path: string, createParents: boolean): Promise<FileSink> {
    const pending = await guardPath(path, async () => {
      await this.#placeForFile(path, createParents)
      return this.#pending()
    })
    let open = true
    const closed = () => fileError('EIO', path, new Error('The sink is closed'))
    return {
      write: async (chunk) => {
        if (!open) throw closed()
        await guardPath(path, () => pending.write(chunk))
      },
      commit: async () => {
        if (!open) throw closed()
        await guardPath(path, async () => {
          await pending.close()
          await this.#publish(pending, path, false)
        })
        open = false
      },
      abort: async () => {
        if (!open) return
        open = false
        await pending.discard()
      },
    }
  }

  async #pending(): Promise<PendingFile> {
    const { session, writing } = this.#parts
    return PendingFile.create(await session.folder(), session.nextName(), writing)
  }

  /** Puts a closed file under the path; tries once more, alone, when a remembered folder may have been gone. */
  async #publish(pending: PendingFile, path: string, createParents: boolean): Promise<void> {
    const { tree, lock } = this.#parts
    const publish = async () => pending.publish(await this.#placeForFile(path, createParents))
    try {
      await lock.runBeside(path, publish)
    } catch (error) {
      if (error instanceof KernelError) throw error
      tree.forget()
      await lock.run(publish)
    }
  }

  /** Some engines would let a file take the place of a folder. */
  async #placeForFile(path: string, createParents: boolean): Promise<OpfsPlace> {
    const place = await this.#parts.tree.place(path, createParents)
    const there = await childOf(place.parent, place.name)
    if (there?.kind === 'directory') throw fileError('EISDIR', path)
    return place
  }
}
