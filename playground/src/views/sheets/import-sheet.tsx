import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { pickFiles } from '../pick-files.ts'
import { RepositoryForm } from './repository-form.tsx'

/** The ways to bring files in. */
export function ImportSheet() {
  const app = useApp()
  const close = () => {
    app.imports.cancel()
    app.sheet.value = null
  }
  const pick = (what: 'files' | 'folder') => async () => {
    const picked = await pickFiles(what)
    if (picked.length === 0) return
    close()
    await app.imports.take(picked).catch((error) => app.tell(error))
  }
  return (
    <Modal label="Import" onClose={close}>
      <h1>Import</h1>
      <h2>From this machine</h2>
      <div class="choices">
        <button type="button" class="outlined" onClick={pick('files')}>
          Files or a zip
        </button>
        <button type="button" class="outlined" onClick={pick('folder')}>
          A folder
        </button>
        <span class="muted">or drop them on the page. Nothing leaves the browser</span>
      </div>
      <h2>From a Git repository</h2>
      <RepositoryForm onClose={close} />
    </Modal>
  )
}
