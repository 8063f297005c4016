import { useApp } from './app-context.ts'
import { Icon } from './icons.tsx'

/** The moment of the run that everything shows: a slider over its events. */
export function TimeBar() {
  const app = useApp()
  app.runner.version.value
  const model = app.runner.model.value
  const { events, errors } = model
  const { seq } = app.selection.current.value
  const live = app.selection.live.value
  const last = Math.max(events.first, events.end - 1)
  const empty = events.size === 0
  const go = (to: number | undefined) => {
    if (to !== undefined) app.selectMoment(to)
  }
  const press = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (direction === null) return
    event.preventDefault()
    go(event.shiftKey ? app.selection.neighbour(direction) : seq + direction)
  }
  return (
    <section class="time-bar" aria-label="Moment of the run">
      <button
        type="button"
        disabled={empty}
        aria-label="Previous error"
        onClick={() => go(errors.findLast((at) => at < seq))}
      >
        <Icon name="first" class="failed" />
      </button>
      <button type="button" disabled={empty} aria-label="Next error" onClick={() => go(errors.find((at) => at > seq))}>
        <Icon name="last" class="failed" />
      </button>
      <input
        type="range"
        aria-label="Event"
        aria-valuetext={empty ? 'No run' : `Event ${seq} of ${last}`}
        disabled={empty}
        min={events.first}
        max={last}
        value={Math.max(events.first, seq)}
        onInput={(event) => go(event.currentTarget.valueAsNumber)}
        onKeyDown={press}
      />
      <output>{empty ? '–' : `${Math.max(0, seq).toLocaleString('en')} / ${last.toLocaleString('en')}`}</output>
      <button
        type="button"
        class="outlined"
        disabled={empty}
        aria-pressed={live}
        onClick={() => app.selection.follow()}
      >
        Live
      </button>
    </section>
  )
}
