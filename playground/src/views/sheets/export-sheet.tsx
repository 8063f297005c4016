import { perform } from '../../app/actions/action.ts'
import { EXPORT_ACTIONS } from '../../app/actions/export-actions.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

/** What can be saved as a file; what there is not yet says so. */
export function ExportSheet() {
  const app = useApp()
  const close = () => {
    app.sheet.value = null
  }
  return (
    <Modal label="Export" onClose={close}>
      <h1>Export</h1>
      <div class="gallery">
        {EXPORT_ACTIONS.map((action) => {
          const isPossible = action.enabled?.(app) !== false
          return (
            <button
              type="button"
              key={action.id}
              disabled={!isPossible}
              onClick={() => {
                close()
                perform(app, action)
              }}
            >
              <strong>{shortTitle(action.title)}</strong>
              <span class="muted">{isPossible ? action.note : 'Needs a run first'}</span>
            </button>
          )
        })}
      </div>
      <CloseButton onClose={close} />
    </Modal>
  )
}

/** Under the heading "Export", "Export the result" is "Result". */
function shortTitle(title: string): string {
  const rest = title.replace(/^Export (the )?/, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
