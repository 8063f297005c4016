import { useSignal } from '@preact/signals'
import type { App } from '../app/app.ts'
import { folderOf, nameOf, safePath } from '../workspace/paths.ts'
import { useApp } from './app-context.ts'
import { downloadBytes } from './download.ts'
import { Icon } from './icons.tsx'

/** The files of the workspace. Files, folders and zips can be dropped on it. */
export function FileTree() {
  const app = useApp()
  const closed = useSignal<ReadonlySet<string>>(new Set())
  const dropping = useSignal(false)
  const readOnly = app.shared.value !== null
  const entries = app.entries.value.filter(({ path }) => {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder))
      if (closed.value.has(folder)) return false
    return true
  })
  const guarded = (action: () => Promise<void>) => () => {
    action().catch((error) => app.tell(error))
  }
  return (
    <section
      class={`panel ${dropping.value ? 'drop-here' : ''}`}
      aria-label="Files"
      onDragOver={(event) => {
        event.preventDefault()
        dropping.value = true
      }}
      onDragLeave={() => {
        dropping.value = false
      }}
      onDrop={(event) => {
        event.preventDefault()
        dropping.value = false
        if (!readOnly && event.dataTransfer !== null)
          takeDrop(app, event.dataTransfer).catch((error) => app.tell(error))
      }}
    >
      <header>
        <h2>Files</h2>
        <span class="spring" />
        <button
          type="button"
          disabled={readOnly}
          aria-label="New file"
          onClick={guarded(() => createEntry(app, 'file'))}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          disabled={readOnly}
          aria-label="New folder"
          onClick={guarded(() => createEntry(app, 'folder'))}
        >
          <Icon name="folder" />
        </button>
      </header>
      <div class="content">
        <ul style={{ listStyle: 'none', margin: 0, padding: '4px 0' }}>
          {entries.map(({ path, kind }) => (
            <li class="tree-row" key={path} data-open={path === app.document.path.value}>
              <button
                type="button"
                style={{ paddingLeft: `${8 + (path.split('/').length - 2) * 12}px` }}
                aria-current={path === app.document.path.value ? 'true' : undefined}
                aria-expanded={kind === 'folder' ? !closed.value.has(path) : undefined}
                onClick={() => {
                  if (kind === 'folder') closed.value = toggled(closed.value, path)
                  else app.open(path).catch((error) => app.tell(error))
                }}
              >
                <Icon name={kind === 'folder' ? (closed.value.has(path) ? 'closed' : 'open') : 'file'} /> {nameOf(path)}
                {path === app.document.path.value && app.document.dirty.value ? ' •' : ''}
              </button>
              {readOnly ? null : (
                <>
                  <button
                    type="button"
                    class="row-action"
                    aria-label={`Rename ${path}`}
                    onClick={guarded(() => renameEntry(app, path))}
                  >
                    <Icon name="pen" />
                  </button>
                  <button
                    type="button"
                    class="row-action"
                    aria-label={`Delete ${path}`}
                    onClick={guarded(() => removeEntry(app, path))}
                  >
                    <Icon name="cross" />
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
        {entries.length === 0 ? <p class="empty">No files. Open the gallery, or drop a folder or a zip here</p> : null}
      </div>
    </section>
  )
}

/** All files as one zip. */
export async function exportZip(app: App): Promise<void> {
  const { packZip } = await import('../workspace/zip.ts')
  await app.save()
  const files = await app.workspace.readFolder('')
  downloadBytes('lcod-workspace.zip', 'application/zip', await packZip(files))
}

/** Puts the files of a zip or other files into the workspace. */
export async function importFiles(app: App, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (file.name.endsWith('.zip')) {
      const { unpackZip } = await import('../workspace/zip.ts')
      const folder = app.workspace.freePath(`/${file.name.slice(0, -4) || 'import'}`)
      const entries = await unpackZip(bytes)
      await app.workspace.writeAll([...entries].map(([path, content]) => [folder + path, content]))
    } else {
      const path = safePath(file.webkitRelativePath || file.name)
      if (path !== null) await app.workspace.write(app.workspace.freePath(path), bytes)
    }
  }
  await app.workspace.refresh()
}

async function takeDrop(app: App, data: DataTransfer): Promise<void> {
  // Entries must be taken before anything waits: afterwards the browser forgets them.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const files: Array<[string, Uint8Array]> = []
  const zips: File[] = []
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    if (entry instanceof FileSystemFileEntry) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      const path = safePath(entry.fullPath)
      if (file.name.endsWith('.zip')) zips.push(file)
      else if (path !== null) files.push([path, new Uint8Array(await file.arrayBuffer())])
    } else if (entry instanceof FileSystemDirectoryEntry) {
      const reader = entry.createReader()
      const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
      for (let some = await read(); some.length > 0; some = await read()) for (const inner of some) await visit(inner)
    }
  }
  for (const entry of entries) await visit(entry)
  await app.workspace.writeAll(files)
  await importFiles(app, zips)
  app.tell(`${files.length + zips.length} dropped files are in the workspace`)
}

async function createEntry(app: App, kind: 'file' | 'folder'): Promise<void> {
  const folder = folderOf(app.document.path.peek())
  const path = await app.questions.askPath(
    kind === 'file' ? 'New file' : 'New folder',
    `${folder}/${kind === 'file' ? 'new.yaml' : 'new'}`,
  )
  if (path === null) return
  if (app.workspace.has(path)) throw new Error(`There is already something called "${path}"`)
  if (kind === 'folder') return app.workspace.makeFolder(path)
  await app.workspace.write(path, /compose\.ya?ml$/.test(path) ? 'compose:\n' : '')
  await app.open(path)
}

async function renameEntry(app: App, from: string): Promise<void> {
  const to = await app.questions.askPath('Rename', from)
  if (to === null || to === from) return
  await app.save()
  await app.workspace.rename(from, to)
  const open = app.document.path.peek()
  if (open === from || open.startsWith(`${from}/`)) await app.open(to + open.slice(from.length))
}

async function removeEntry(app: App, path: string): Promise<void> {
  if (!(await app.questions.confirm(`Delete ${path}?`, 'It cannot be undone', 'Delete'))) return
  const open = app.document.path.peek()
  await app.workspace.remove(path)
  if (open !== path && !open.startsWith(`${path}/`)) return
  app.document.dirty.value = false
  const next = app.workspace.entries.peek().find((entry) => entry.kind === 'file')
  if (next !== undefined) await app.open(next.path)
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}
