import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { lineColumn } from '../../../../core/errors/code-frame.ts'
import type { App } from '../../app/app.ts'
import type { GrantScope, OpenQuestion } from '../../app/permissions.ts'
import { shortCall } from '../../plan/describe-step.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { placeLabel } from '../preview-text.ts'

const WISHES = {
  read: 'read the file or folder',
  write: 'write to',
  net: 'connect to',
  env: 'read the environment variable',
  git: 'clone from',
  listen: 'listen on',
} as const

/** One question follows another in the same place: for so long, in ms, a second click grants nothing. */
const READ_MS = 400

/** What a run wants and was not granted, and which step asks. */
export function PermissionSheet({ wish }: { wish: OpenQuestion }) {
  const app = useApp()
  const { kind, value, path } = wish.question
  const isRead = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      isRead.value = true
    }, READ_MS)
    return () => clearTimeout(timer)
  }, [isRead])
  const others = app.desk.open.value.length - 1
  const answer = (granted: boolean, scope: GrantScope) => () => wish.answer(granted, scope)
  return (
    <Modal label="Permission" onClose={answer(false, 'run')}>
      <h1>Allow this run to {WISHES[kind]}</h1>
      <p style={{ margin: 0 }}>
        <code>{value}</code>
      </p>
      <p class="muted" style={{ margin: 0 }}>
        {path === undefined ? 'A step of the run asks' : `Asked by ${asker(app, path)}`}
      </p>
      {others > 0 ? (
        <p class="muted" style={{ margin: 0 }}>
          {others === 1 ? 'One more question waits' : `${others} more questions wait`}
        </p>
      ) : null}
      {app.shared.value === null ? (
        <p class="muted" style={{ margin: 0 }}>
          What is allowed for the project stays allowed until this page is closed
        </p>
      ) : null}
      <div class="buttons">
        <button type="button" class="outlined" onClick={answer(false, 'run')}>
          Refuse
        </button>
        {app.shared.value === null ? (
          <button type="button" class="outlined" disabled={!isRead.value} onClick={answer(true, 'project')}>
            Allow for this project
          </button>
        ) : null}
        <button type="button" class="primary" disabled={!isRead.value} onClick={answer(true, 'run')}>
          Allow for this run
        </button>
      </div>
    </Modal>
  )
}

/** The step that asks, with its line where it stands in the open compose. */
function asker(app: App, path: string): string {
  const step = app.compose.tree.value?.step(path)
  if (step === undefined) return `the step at ${placeLabel(path, [])}`
  if (step.at === undefined) return `${shortCall(step.call)}, inside a component`
  return `${shortCall(step.call)} in line ${lineColumn(app.compose.text.value, step.at[0]).line}`
}
