import { fileError } from '../../core/errors/file-error.ts'

export interface MemoryFile {
  readonly kind: 'file'
  data: Uint8Array
  mtime: number
}

export interface MemoryFolder {
  readonly kind: 'directory'
  readonly children: Map<string, MemoryNode>
  mtime: number
}

export type MemoryNode = MemoryFile | MemoryFolder

/** Folder and name of a path's last segment. */
export interface Place {
  readonly parent: MemoryFolder
  readonly name: string
}

/** The folder tree of a memory files port: finding and making nodes, with the port's error codes. */
export class MemoryTree {
  readonly root: MemoryFolder
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
    this.root = this.newFolder()
  }

  newFolder(): MemoryFolder {
    return { kind: 'directory', children: new Map(), mtime: this.#now() }
  }

  /** The node at a path, or `null`. */
  find(path: string): MemoryNode | null {
    let node: MemoryNode = this.root
    for (const name of segments(path)) {
      if (node.kind !== 'directory') return null
      const child = node.children.get(name)
      if (child === undefined) return null
      node = child
    }
    return node
  }

  /** The node at a path; throws ENOENT, or ENOTDIR when a file is in the way. `asked` is the path for messages. */
  get(path: string, asked = path): MemoryNode {
    const node = this.find(path)
    if (node !== null) return node
    throw fileError(this.#fileInTheWay(path) ? 'ENOTDIR' : 'ENOENT', asked)
  }

  /** Where a new node of that path goes; throws ENOENT or ENOTDIR for a bad parent, EISDIR for the root. */
  place(path: string, createParents: boolean): Place {
    const names = segments(path)
    const name = names.pop()
    if (name === undefined) throw fileError('EISDIR', path)
    const folder = `/${names.join('/')}`
    const parent = createParents ? this.makeFolder(folder, path) : this.get(folder, path)
    if (parent.kind !== 'directory') throw fileError('ENOTDIR', path)
    return { parent, name }
  }

  /** The folder at a path, made with its parents when missing. `asked` is the path for messages. */
  makeFolder(path: string, asked = path): MemoryFolder {
    let folder = this.root
    for (const name of segments(path)) {
      let child = folder.children.get(name)
      if (child === undefined) {
        child = this.newFolder()
        folder.children.set(name, child)
        folder.mtime = child.mtime
      }
      if (child.kind !== 'directory') throw fileError('ENOTDIR', asked)
      folder = child
    }
    return folder
  }

  set({ parent, name }: Place, node: MemoryNode): void {
    parent.children.set(name, node)
    parent.mtime = this.#now()
  }

  unset({ parent, name }: Place): void {
    parent.children.delete(name)
    parent.mtime = this.#now()
  }

  /** Every file below the root as [path, bytes], in path order. */
  *files(folder: MemoryFolder = this.root, prefix = ''): Generator<[string, Uint8Array]> {
    for (const [name, node] of [...folder.children].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (node.kind === 'file') yield [`${prefix}/${name}`, node.data]
      else yield* this.files(node, `${prefix}/${name}`)
    }
  }

  #fileInTheWay(path: string): boolean {
    let node: MemoryNode | undefined = this.root
    for (const name of segments(path)) {
      if (node === undefined) return false
      if (node.kind === 'file') return true
      node = node.children.get(name)
    }
    return false
  }
}

function segments(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}
