import { ACTIONS, perform } from '../app/actions.ts'
import { useApp } from './app-context.ts'

/** Says that turns of loops are missing from what is shown, and how to have them. */
export function UnrecordedNote() {
  const app = useApp()
  app.runner.version.value
  const { unrecorded } = app.runner.model.value
  if (unrecorded === 0) return null
  const isOver = app.runner.state.value.kind !== 'running'
  return (
    <p class="unrecorded">
      {unrecorded.toLocaleString('en')} {unrecorded === 1 ? 'turn' : 'turns'} of loops counted, not recorded
      {isOver ? (
        <button
          type="button"
          class="outlined"
          onClick={() => {
            app.recording.value = 'every'
            const run = ACTIONS.find(({ id }) => id === 'run')
            if (run !== undefined) perform(app, run)
          }}
        >
          Run again and record every step
        </button>
      ) : null}
    </p>
  )
}
