import { fileError } from '../../../core/errors/file-error.ts'
import { errorName } from './web-file-error.ts'

export type OpfsHandle = FileSystemFileHandle | FileSystemDirectoryHandle

/** The folder and name of a path's last segment. */
export interface OpfsPlace {
  readonly parent: FileSystemDirectoryHandle
  readonly name: string
}

/** Finds and makes entries below one folder of the origin's private file system, with the port's error codes. */
export class OpfsTree {
  readonly root: FileSystemDirectoryHandle

  constructor(root: FileSystemDirectoryHandle) {
    this.root = root
  }

  /** What lies at the path, or `null`, also when a file is in the way. */
  async find(path: string): Promise<OpfsHandle | null> {
    const names = segmentsOf(path)
    const name = names.pop()
    if (name === undefined) return this.root
    const parent = await this.#walk(names)
    return typeof parent === 'string' ? null : await childOf(parent, name)
  }

  /** What lies at the path; throws ENOENT, or ENOTDIR when a file is in the way. */
  async get(path: string): Promise<OpfsHandle> {
    const names = segmentsOf(path)
    const name = names.pop()
    if (name === undefined) return this.root
    const parent = await this.#walk(names)
    if (typeof parent === 'string') throw fileError(parent, path)
    const child = await childOf(parent, name)
    if (child === null) throw fileError('ENOENT', path)
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
    const parent = await this.#walk(names, createParents)
    if (typeof parent === 'string') throw fileError(parent, path)
    return { parent, name }
  }

  /** The folder at the path, made with its parents. */
  async makeFolder(path: string): Promise<FileSystemDirectoryHandle> {
    const folder = await this.#walk(segmentsOf(path), true)
    if (typeof folder === 'string') throw fileError(folder, path)
    return folder
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
