import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { RemoteFiles } from '../../../adapters/browser/kernel/remote-files.ts'
import { inBatches } from '../../../core/in-batches.ts'
import { folderOf, freePath, isFolderPath } from './paths.ts'

export interface WorkspaceEntry {
  readonly path: string
  readonly kind: 'file' | 'folder'
}

/** Largest file that is opened as text, in bytes. */
const LARGEST_TEXT = 4 * 1024 * 1024

/** Folders that belong to the host and not to the user. */
const HIDDEN: ReadonlySet<string> = new Set(['/tmp'])
const WRITES_AT_ONCE = 16
const MAX_ENTRIES = 20_000

/** The files of the workspace, as the page knows them. */
export class Workspace {
  readonly #files: RemoteFiles
  readonly #entries = signal<readonly WorkspaceEntry[]>([])
  /** Folders and files, each folder before what is in it, in order. */
  readonly entries: ReadonlySignal<readonly WorkspaceEntry[]> = computed(() => this.#entries.value)

  readonly #onChanged: () => void

  /** @param onChanged told when something was written, made, moved or removed here. */
  constructor(files: RemoteFiles, onChanged: () => void = () => undefined) {
    this.#files = files
    this.#onChanged = onChanged
  }

  /** Reads the tree again. */
  async refresh(): Promise<void> {
    const entries: WorkspaceEntry[] = []
    const visit = async (folder: string) => {
      const children = await this.#files.list(folder === '' ? '/' : folder)
      for (const child of children.toSorted(byKindAndName)) {
        const path = `${folder}/${child.name}`
        if (HIDDEN.has(path) || entries.length >= MAX_ENTRIES) continue
        const kind = child.kind === 'directory' ? 'folder' : 'file'
        entries.push({ path, kind })
        if (kind === 'folder') await visit(path)
      }
    }
    await visit('')
    this.#entries.value = entries
  }

  has(path: string): boolean {
    return this.#entries.value.some((entry) => entry.path === path)
  }

  /** @throws {RangeError} when it is too large; {Error} when it is no text in UTF-8. */
  async readText(path: string): Promise<string> {
    const info = await this.#files.info(path)
    if (info !== null && info.size > LARGEST_TEXT) throw new RangeError(`${path} is too large to be shown as text`)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await this.#files.read(path))
    } catch (cause) {
      // Shown with replacements it would be written with them.
      if (cause instanceof TypeError) throw new Error(`${path} is not a text file`, { cause })
      throw cause
    }
  }

  read(path: string): Promise<Uint8Array> {
    return this.#files.read(path)
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const data = typeof content === 'string' ? new TextEncoder().encode(content) : content
    await this.#files.write(path, data, { createParents: true })
    if (!this.has(path)) await this.refresh()
    this.#onChanged()
  }

  /** Writes many files, some at once, then reads the tree once. A path that ends in a slash is a folder to be made. */
  async writeAll(files: Iterable<readonly [path: string, content: string | Uint8Array]>): Promise<void> {
    const write = async ([path, content]: readonly [string, string | Uint8Array]) => {
      if (isFolderPath(path)) return this.#files.makeDirectory(path.slice(0, -1))
      const data = typeof content === 'string' ? new TextEncoder().encode(content) : content
      await this.#files.write(path, data, { createParents: true })
    }
    await inBatches([...files], write, WRITES_AT_ONCE)
    await this.refresh()
    this.#onChanged()
  }

  async makeFolder(path: string): Promise<void> {
    await this.#files.makeDirectory(path)
    await this.refresh()
    this.#onChanged()
  }

  async remove(path: string): Promise<void> {
    await this.#files.remove(path)
    await this.refresh()
    this.#onChanged()
  }

  async rename(from: string, to: string): Promise<void> {
    const isItself = from.toLowerCase() === to.toLowerCase()
    if (isItself ? this.has(to) : this.isTaken(to)) throw new Error(`There is already something called "${to}"`)
    if (to.startsWith(`${from}/`)) throw new Error('A folder cannot be moved into itself')
    await this.#files.rename(from, to)
    await this.refresh()
    this.#onChanged()
  }

  /** Paths of the files in a folder and below it. */
  filesIn(folder: string): string[] {
    const files = this.#entries.value.filter(({ path, kind }) => kind === 'file' && path.startsWith(`${folder}/`))
    return files.map(({ path }) => path)
  }

  /** Paths of the folders below a folder that hold nothing. */
  emptyFoldersIn(folder: string): string[] {
    const entries = this.#entries.value
    return entries.flatMap(({ path, kind }, index) => {
      const isEmpty = kind === 'folder' && entries[index + 1]?.path.startsWith(`${path}/`) !== true
      return isEmpty && path.startsWith(`${folder}/`) ? [path] : []
    })
  }

  /** Every file in a folder, with paths relative to it; empty folders too, with a slash at the end and no bytes. */
  async readFolder(folder: string): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>()
    for (const path of this.emptyFoldersIn(folder)) found.set(`${path.slice(folder.length + 1)}/`, new Uint8Array())
    for (const path of this.filesIn(folder)) found.set(path.slice(folder.length + 1), await this.read(path))
    return found
  }

  /** Whether something has this path, perhaps in other letters: some systems take `A` and `a` for the same name. */
  isTaken(path: string): boolean {
    const wanted = path.toLowerCase()
    return this.#entries.value.some((entry) => entry.path.toLowerCase() === wanted)
  }

  /** A path that is free: `name`, else `name-2`, `name-3`… */
  freePath(path: string): string {
    return freePath(path, (candidate) => this.isTaken(candidate))
  }

  /** The folder of the nearest compose at or above a file; `null` when there is none. */
  projectOf(path: string): string | null {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (composeIn(this.#entries.value, folder) !== undefined) return folder
      if (folder === '') return null
    }
  }

  /** The compose of a folder. */
  composeOf(folder: string): string | undefined {
    return composeIn(this.#entries.value, folder)
  }
}

const COMPOSE_NAMES = ['compose.yaml', 'compose.yml', 'compose.json']

function composeIn(entries: readonly WorkspaceEntry[], folder: string): string | undefined {
  return COMPOSE_NAMES.map((name) => `${folder}/${name}`).find((path) => entries.some((entry) => entry.path === path))
}

function byKindAndName(
  left: { readonly name: string; readonly kind: string },
  right: { readonly name: string; readonly kind: string },
): number {
  if (left.kind !== right.kind) return left.kind === 'directory' ? -1 : 1
  return left.name < right.name ? -1 : 1
}
