import { useSignal } from '@preact/signals'
import type { App } from '../app/app.ts'
import { folderOf, nameOf } from '../workspace/paths.ts'
import { useApp } from './app-context.ts'
import { Icon } from './icons.tsx'

/** The files of the workspace. */
export function FileTree() {
  const app = useApp()
  const closed = useSignal<ReadonlySet<string>>(new Set())
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
    <section class="panel" aria-label="Files">
      <header>
        <h2>Files</h2>
        <span class="spring" />
        <button
          type="button"
          disabled={readOnly}
          aria-label="New file"
          title="New file"
          onClick={guarded(() => createEntry(app, 'file'))}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          disabled={readOnly}
          aria-label="New folder"
          title="New folder"
          onClick={guarded(() => createEntry(app, 'folder'))}
        >
          <Icon name="folder" />
        </button>
        <button
          type="button"
          disabled={readOnly}
          aria-label="Import"
          title="Import"
          onClick={() => {
            app.sheet.value = 'import'
          }}
        >
          <Icon name="import" />
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
        {entries.length === 0 ? (
          <p class="empty">No files. Open an example, import some, or drop a folder or a zip on the page</p>
        ) : null}
      </div>
    </section>
  )
}

async function createEntry(app: App, kind: 'file' | 'folder'): Promise<void> {
  const folder = folderOf(app.document.path.peek())
  const path = await app.questions.askPath(
    kind === 'file' ? 'New file' : 'New folder',
    `${folder}/${kind === 'file' ? 'new.yaml' : 'new'}`,
  )
  if (path === null) return
  if (app.workspace.isTaken(path)) throw new Error(`There is already something called "${path}"`)
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
  await app.close()
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}
