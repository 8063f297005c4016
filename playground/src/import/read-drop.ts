import { LARGEST_IMPORT, MOST_FILES, tooLarge, tooMany } from '../workspace/import-limits.ts'
import type { PickedFile } from './picked-file.ts'

/**
 * The files that were dropped on the page, folders with all that is in them. It must be called while the drop is being
 * handled: afterwards the browser forgets them.
 *
 * @throws {RangeError} when a folder holds too much.
 */
export function readDrop(data: DataTransfer): Promise<PickedFile[]> {
  const items = [...data.items].filter((item) => item.kind === 'file')
  const roots = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  return collect(roots)
}

async function collect(roots: ReadonlyArray<FileSystemEntry | File | null>): Promise<PickedFile[]> {
  const found: PickedFile[] = []
  let bytes = 0
  const take = (path: string, file: File) => {
    found.push({ path, file })
    bytes += file.size
    if (bytes > LARGEST_IMPORT) throw tooLarge('What was dropped')
    if (found.length > MOST_FILES) throw tooMany('What was dropped')
  }
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    if (isFile(entry)) take(entry.fullPath.slice(1), await fileOf(entry))
    else if (isFolder(entry)) {
      const children = await childrenOf(entry)
      if (children.length === 0) take(`${entry.fullPath.slice(1)}/`, new File([], entry.name))
      for (const child of children) await visit(child)
    }
  }
  for (const root of roots) {
    if (root instanceof File) take(root.name, root)
    else if (root !== null) await visit(root)
  }
  return found
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A folder gives some at a time, and nothing when that was all. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return children
    children.push(...some)
    if (children.length > MOST_FILES) throw tooMany('The folder')
  }
}
