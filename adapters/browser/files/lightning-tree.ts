import type LightningFS from '@isomorphic-git/lightning-fs'
import { fileError } from '../../../core/errors/file-error.ts'
import type { FileInfo } from '../../../core/host/files.ts'
import { segmentsOf } from './opfs-tree.ts'

const TREE = '/tree'
const UNFINISHED = '/unfinished'

type Kind = 'file' | 'directory'

/** The workspace inside a LightningFS: its tree in one folder, what is being written in another. One call at a time. */
export class LightningTree {
  readonly #fs: LightningFS.PromisifiedFS
  #count = 0

  private constructor(fs: LightningFS.PromisifiedFS) {
    this.#fs = fs
  }

  /** Opens the workspace and removes what an interrupted write left. */
  static async open(fs: LightningFS.PromisifiedFS): Promise<LightningTree> {
    const tree = new LightningTree(fs)
    const top = await fs.readdir('/')
    if (!top.includes(TREE.slice(1))) await fs.mkdir(TREE)
    if (top.includes(UNFINISHED.slice(1))) await tree.#removeAll(UNFINISHED)
    await fs.mkdir(UNFINISHED)
    await fs.flush()
    return tree
  }

  async kindOf(path: string): Promise<Kind | null> {
    return this.#kind(inside(path))
  }

  async info(path: string): Promise<FileInfo | null> {
    if ((await this.kindOf(path)) === null) return null
    const stat = await this.#fs.stat(inside(path))
    const mtime = Number(stat.mtimeMs)
    const kind = stat.isDirectory() ? 'directory' : 'file'
    return { kind, size: kind === 'file' ? stat.size : 0, mtime, ctime: mtime }
  }

  /** The bytes of a file; throws ENOENT, ENOTDIR, EISDIR, or EIO when the database lost them. */
  async read(path: string): Promise<Uint8Array> {
    if ((await this.#existing(path)) === 'directory') throw fileError('EISDIR', path)
    const data: Uint8Array | undefined = await this.#fs.readFile(inside(path))
    if (data === undefined) throw fileError('EIO', path, new Error('The database holds no content for the file'))
    return new Uint8Array(data)
  }

  async list(path: string): Promise<Array<{ name: string; kind: Kind }>> {
    if ((await this.#existing(path)) === 'file') throw fileError('ENOTDIR', path)
    const entries: Array<{ name: string; kind: Kind }> = []
    for (const name of (await this.#fs.readdir(inside(path))).sort()) {
      entries.push({ name, kind: (await this.#kind(`${inside(path)}/${name}`)) ?? 'file' })
    }
    return entries
  }

  /** Makes sure that a file can stand at the path; throws EISDIR, ENOENT or ENOTDIR. */
  async prepareFile(path: string, createParents: boolean): Promise<void> {
    if (path === '/') throw fileError('EISDIR', path)
    const parent = parentOf(path)
    if (createParents) await this.makeFolder(parent, path)
    else if ((await this.#existing(parent, path)) === 'file') throw fileError('ENOTDIR', path)
    if ((await this.kindOf(path)) === 'directory') throw fileError('EISDIR', path)
  }

  /** Puts content under a prepared path: whole, or not at all. */
  async replace(path: string, data: Uint8Array): Promise<void> {
    const fresh = this.#unfinishedName()
    try {
      await this.#fs.writeFile(fresh, data)
    } catch (error) {
      await this.#fs.unlink(fresh).catch(() => undefined)
      throw error
    }
    await this.#put(fresh, inside(path))
  }

  /** Puts content under a prepared path, in place; `save` makes it last. */
  async writeDraft(path: string, data: Uint8Array): Promise<void> {
    await this.#fs.writeFile(inside(path), data)
  }

  async makeFolder(path: string, asked = path): Promise<void> {
    let place = TREE
    let made = false
    for (const name of segmentsOf(path)) {
      place += `/${name}`
      const kind = await this.#kind(place)
      if (kind === 'file') throw fileError('ENOTDIR', asked)
      if (kind === null) {
        await this.#fs.mkdir(place)
        made = true
      }
    }
    if (made) await this.#fs.flush()
  }

  async remove(path: string): Promise<void> {
    const gone = this.#unfinishedName()
    // Out of the tree in one step; the content goes after that has been saved.
    await this.#fs.rename(inside(path), gone)
    await this.#fs.flush()
    await this.#removeAll(gone)
  }

  async rename(from: string, to: string): Promise<void> {
    const kind = await this.#existing(from)
    if (from === to) return
    if (from === '/' || to.startsWith(`${from}/`)) throw fileError('EBUSY', to)
    if (to === '/') throw fileError('EISDIR', to)
    if ((await this.#existing(parentOf(to), to)) === 'file') throw fileError('ENOTDIR', to)
    const there = await this.kindOf(to)
    if (there === 'directory' && kind === 'file') throw fileError('EISDIR', to)
    if (there === 'file' && kind === 'directory') throw fileError('ENOTDIR', to)
    if (there === 'directory' && (await this.#fs.readdir(inside(to))).length > 0) throw fileError('EEXIST', to)
    await this.#put(inside(from), inside(to))
  }

  /** Saves the tree: until then LightningFS knows of drafts in memory only. */
  async save(): Promise<void> {
    await this.#fs.flush()
  }

  /** Renames in the tree, taking what is replaced out first: LightningFS would keep its content for ever. */
  async #put(from: string, to: string): Promise<void> {
    const replaced = (await this.#kind(to)) === null ? null : this.#unfinishedName()
    if (replaced !== null) await this.#fs.rename(to, replaced)
    await this.#fs.rename(from, to)
    await this.#fs.flush()
    if (replaced !== null) await this.#removeAll(replaced)
  }

  async #removeAll(place: string): Promise<void> {
    if ((await this.#kind(place)) === 'file') return this.#fs.unlink(place)
    for (const name of await this.#fs.readdir(place)) await this.#removeAll(`${place}/${name}`)
    await this.#fs.rmdir(place)
  }

  /** The kind at the path; throws ENOENT, or ENOTDIR when a file is in the way. */
  async #existing(path: string, asked = path): Promise<Kind> {
    const kind = await this.kindOf(path)
    if (kind !== null) return kind
    for (let above = parentOf(path); above !== '/'; above = parentOf(above)) {
      if ((await this.kindOf(above)) === 'file') throw fileError('ENOTDIR', asked)
    }
    throw fileError('ENOENT', asked)
  }

  async #kind(place: string): Promise<Kind | null> {
    try {
      return (await this.#fs.stat(place)).isDirectory() ? 'directory' : 'file'
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  }

  #unfinishedName(): string {
    return `${UNFINISHED}/${this.#count++}`
  }
}

function inside(path: string): string {
  return path === '/' ? TREE : TREE + path
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}
