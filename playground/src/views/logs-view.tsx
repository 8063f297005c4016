import { shortCall } from '../plan/describe-step.ts'
import { useApp } from './app-context.ts'
import { formatMs, placeLabel } from './preview-text.ts'

const SHOWN = 500

/** What the run logged; a line leads to its step. */
export function LogsView() {
  const app = useApp()
  app.runner.version.value
  const model = app.runner.model.value
  const { events, logs } = model
  const { seq: moment } = app.selection.current.value
  if (logs.length === 0)
    return <p class="empty">Nothing was logged. Steps log with contract/tooling/log, scripts with console</p>
  const shown = logs.slice(-SHOWN)
  return (
    <div class="content">
      {logs.length > shown.length ? (
        <p class="empty">
          The last {SHOWN} of {logs.length.toLocaleString('en')}
        </p>
      ) : null}
      {shown.map((seq) => {
        const event = events.event(seq)
        if (event?.type !== 'log') return null
        const { level, message, data } = event.entry
        return (
          <button
            type="button"
            class="list-row"
            style={{ gridTemplateColumns: '70px 50px 1fr auto' }}
            key={seq}
            aria-current={seq === moment}
            title={placeLabel(event.path, event.iteration)}
            onClick={() => app.selectMoment(seq)}
          >
            <span class="muted">{formatMs(event.t)}</span>
            <span class={level === 'error' || level === 'fatal' ? 'failed' : level === 'warn' ? 'running' : 'muted'}>
              {level}
            </span>
            <span>
              {message} {data === undefined ? null : <code class="muted">{JSON.stringify(data)}</code>}
            </span>
            <span class="muted">
              {shortCall(model.place(event.path)?.call ?? '')}
              {event.iteration.length === 0 ? '' : ` [${event.iteration.join(', ')}]`}
            </span>
          </button>
        )
      })}
    </div>
  )
}
