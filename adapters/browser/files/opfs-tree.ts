import { fileError } from '../../../core/errors/file-error.ts'
import { errorName } from './web-file-error.ts'

export type OpfsHandle = FileSystemFileHandle | FileSystemDirectoryHandle

/** The folder and name of a path's last segment. */
export interface OpfsPlace {
  readonly parent: FileSystemDirectoryHandle
  readonly name: string
}

/** Folders that are remembered; each is a path and a handle. */
const MOST_KNOWN = 512

/**
 * Finds and makes entries below one folder of the origin's private file system, with the port's error codes.
 *
 * Folders are remembered by path, because every step on the way to one asks the browser. Another tab may have removed a
 * remembered one: whoever works in what `place` gave calls `forget` and tries once more before it believes an error.
 */
export class OpfsTree {
  readonly root: FileSystemDirectoryHandle
  readonly #known = new Map<string, FileSystemDirectoryHandle>()

  constructor(root: FileSystemDirectoryHandle) {
    this.root = root
  }

  /** What lies at the path, or `null`, also when a file is in the way. */
  async find(path: string): Promise<OpfsHandle | null> {
    const names = segmentsOf(path)
    const name = names.pop()
    if (name === undefined) return this.root
    const child = await this.#child(names, name)
    return typeof child === 'string' ? null : child
  }

  /** What lies at the path; throws ENOENT, or ENOTDIR when a file is in the way. */
  async get(path: string): Promise<OpfsHandle> {
    const names = segmentsOf(path)
    const name = names.pop()
    if (name === undefined) return this.root
    const child = await this.#child(names, name)
    if (child === null) throw fileError('ENOENT', path)
    if (typeof child === 'string') throw fileError(child, path)
    return child
  }

  /** The file at the path; throws as `get`, and EISDIR for a folder. */
  async file(path: string): Promise<FileSystemFileHandle> {
    const handle = await this.get(path)
    if (handle.kind === 'directory') throw fileError('EISDIR', path)
    return handle
  }

  /** Where a new entry of that path goes; throws EISDIR for the root, ENOENT or ENOTDIR for a bad parent. */
  async place(path: string, createParents: boolean): Promise<OpfsPlace> {
    const names = segmentsOf(path)
    const name = names.pop()
    if (name === undefined) throw fileError('EISDIR', path)
    const parent = this.#known.get(names.join('/')) ?? (await this.#walk(names, createParents))
    if (typeof parent === 'string') throw fileError(parent, path)
    return { parent, name }
  }

  /** Finds every folder anew from now on: some may have been moved or removed. */
  forget(): void {
    this.#known.clear()
  }

  /** The folder at the path, made with its parents. */
  async makeFolder(path: string): Promise<FileSystemDirectoryHandle> {
    const folder = await this.#walk(segmentsOf(path), true)
    if (typeof folder === 'string') throw fileError(folder, path)
    return folder
  }

  /** What lies in a folder under that name; a remembered folder is believed only when it has it. */
  async #child(names: readonly string[], name: string): Promise<OpfsHandle | null | 'ENOENT' | 'ENOTDIR'> {
    const known = this.#known.get(names.join('/'))
    const child = known === undefined ? null : await childOf(known, name).catch(() => null)
    if (child !== null) return child
    const parent = await this.#walk(names)
    return typeof parent === 'string' ? parent : childOf(parent, name)
  }

  async #walk(names: readonly string[], create = false): Promise<FileSystemDirectoryHandle | 'ENOENT' | 'ENOTDIR'> {
    let folder = this.root
    for (const name of names) {
      try {
        folder = await folder.getDirectoryHandle(name, { create })
      } catch (error) {
        if (errorName(error) === 'NotFoundError') return 'ENOENT'
        if (errorName(error) === 'TypeMismatchError') return 'ENOTDIR'
        throw error
      }
    }
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(names.join('/'), folder)
    return folder
  }
}

/** The entry of that name, or `null`. */
export async function childOf(folder: FileSystemDirectoryHandle, name: string): Promise<OpfsHandle | null> {
  try {
    return await folder.getFileHandle(name)
  } catch (error) {
    if (errorName(error) === 'NotFoundError') return null
    if (errorName(error) !== 'TypeMismatchError') throw error
    return await folder.getDirectoryHandle(name)
  }
}

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}
