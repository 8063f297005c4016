import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { projectFile } from '../../share/project-file.ts'
import { LONGEST_LINK } from '../../share/share-link.ts'
import { type ShareLink, shareProject } from '../../share/share-project.ts'
import { useApp } from '../app-context.ts'
import { downloadFile } from '../download.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

/** The link to the project, with its size and the way out when it is too long. */
export function ShareSheet() {
  const app = useApp()
  const withTrace = useSignal(false)
  const link = useSignal<ShareLink | null>(null)
  const copied = useSignal(false)
  const hasTrace = app.runner.model.value.events.size > 0
  const close = () => {
    app.sheet.value = null
  }
  useEffect(() => {
    link.value = null
    copied.value = false
    shareProject(app, withTrace.value).then(
      (made) => {
        link.value = made
      },
      (error) => app.tell(error),
    )
  }, [withTrace.value, app])
  const made = link.value
  return (
    <Modal label="Share" onClose={close}>
      <h1>Share this project</h1>
      <p style={{ margin: 0 }}>
        The project and its input are packed into the link itself. No server sees them. Whoever opens it can read it,
        and runs it only by a click, with no permissions
      </p>
      <label>
        <input
          type="checkbox"
          checked={withTrace.value}
          disabled={!hasTrace}
          onChange={(event) => {
            withTrace.value = event.currentTarget.checked
          }}
        />{' '}
        With the recorded run
      </label>
      {made === null ? (
        <p class="muted">Packing</p>
      ) : (
        <>
          <p class={made.tooLong ? 'failed' : 'muted'} role="status" style={{ margin: 0 }}>
            {made.length.toLocaleString('en')} characters
            {made.tooLong
              ? `: more than the ${LONGEST_LINK.toLocaleString('en')} that programs pass on. Download it as a file instead`
              : ''}
          </p>
          <input type="text" class="mono" aria-label="Link" readOnly value={made.tooLong ? '' : made.url} />
          <div class="buttons">
            <button type="button" class="outlined" onClick={() => downloadFile(projectFile(made.project))}>
              Download file
            </button>
            <button
              type="button"
              class="primary"
              disabled={made.tooLong}
              onClick={() => {
                navigator.clipboard.writeText(made.url).then(
                  () => {
                    copied.value = true
                  },
                  (error) => app.tell(error),
                )
              }}
            >
              {copied.value ? 'Copied' : 'Copy link'}
            </button>
          </div>
        </>
      )}
      <CloseButton onClose={close} />
    </Modal>
  )
}
