import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { LINK_FORMS, type LinkForm, linkText } from '../../share/link-texts.ts'
import { projectFile } from '../../share/project-file.ts'
import { LONGEST_LINK } from '../../share/share-link.ts'
import { type ShareLink, shareProject } from '../../share/share-project.ts'
import { useApp } from '../app-context.ts'
import { downloadFile } from '../download.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

const COPY: Readonly<Record<LinkForm, string>> = {
  link: 'Copy link',
  markdown: 'Copy as Markdown',
  frame: 'Copy as frame',
}

/** The link to the project, with its size and the way out when it is too long. */
export function ShareSheet() {
  const app = useApp()
  const withTrace = useSignal(false)
  const link = useSignal<ShareLink | null>(null)
  const copied = useSignal<LinkForm | null>(null)
  const hasTrace = app.runner.model.value.events.size > 0
  const close = () => {
    app.sheet.value = null
  }
  useEffect(() => {
    link.value = null
    copied.value = null
    shareProject(app, withTrace.value).then(
      (made) => {
        link.value = made
      },
      (error) => app.tell(error),
    )
  }, [withTrace.value, app])
  const made = link.value
  const copy = (form: LinkForm, { url, project }: ShareLink) =>
    navigator.clipboard.writeText(linkText(form, url, project.name)).then(
      () => {
        copied.value = form
      },
      (error) => app.tell(error),
    )
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
            {made.leftOut === 0
              ? ''
              : `. ${made.leftOut === 1 ? '1 file that is not text is' : `${made.leftOut} files that are not text are`} left out`}
          </p>
          <input type="text" class="mono" aria-label="Link" readOnly value={made.tooLong ? '' : made.url} />
          <div class="buttons">
            <button type="button" class="outlined" onClick={() => downloadFile(projectFile(made.project))}>
              Download file
            </button>
            {LINK_FORMS.toReversed().map((form) => (
              <button
                key={form}
                type="button"
                class={form === 'link' ? 'primary' : 'outlined'}
                disabled={made.tooLong}
                onClick={() => copy(form, made)}
              >
                {copied.value === form ? 'Copied' : COPY[form]}
              </button>
            ))}
          </div>
        </>
      )}
      <CloseButton onClose={close} />
    </Modal>
  )
}
