import { type Bookmark, bookmarks, nextMoment } from '../geometry/bookmarks.ts'
import { describeEvent } from '../plan/describe-event.ts'
import { momentsOf } from '../run/moments.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { useApp } from './app-context.ts'
import { BookmarkStrip } from './bookmark-strip.tsx'
import { Icon } from './icons.tsx'

/** The moment of the run that everything shows: a slider over its events, with bookmarks. */
export function TimeBar() {
  const app = useApp()
  app.runner.version.value
  const model = app.runner.model.value
  const { events } = model
  const { seq } = app.selection.current.value
  const live = app.selection.live.value
  const last = Math.max(events.first, events.end - 1)
  const empty = events.size === 0
  const moments = momentsOf(model, app.marks.paths.value)
  const go = (to: number | undefined) => {
    if (to !== undefined) app.selectMoment(to)
  }
  const goToError = (direction: 1 | -1) => go(nextMoment(moments.error, seq, direction))
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      const direction = key === 'ArrowRight' ? 1 : -1
      go(event.shiftKey ? app.selection.neighbour(direction) : seq + direction)
    } else if (key === 'PageUp') go(nextMoment(Object.values(moments).flat(), seq, 1))
    else if (key === 'PageDown') go(nextMoment(Object.values(moments).flat(), seq, -1))
    // The shortcuts of the page leave fields alone, and the slider is one.
    else if (key === '[' || key === ']') goToError(key === ']' ? 1 : -1)
    else if (key === '{' || key === '}') go(nextMoment(moments.marked, seq, key === '}' ? 1 : -1))
    else return
    event.preventDefault()
  }
  const marks: readonly Bookmark[] = empty ? [] : bookmarks(moments, { first: events.first, last })
  return (
    <section class="time-bar" aria-label="Moment of the run">
      <button type="button" disabled={empty} aria-label="Previous error" onClick={() => goToError(-1)}>
        <Icon name="first" class={model.errors.length > 0 ? 'failed' : ''} />
      </button>
      <button type="button" disabled={empty} aria-label="Next error" onClick={() => goToError(1)}>
        <Icon name="last" class={model.errors.length > 0 ? 'failed' : ''} />
      </button>
      <div class="slider">
        <BookmarkStrip bookmarks={marks} onGo={go} />
        <input
          type="range"
          aria-label="Event"
          aria-valuetext={valueText(model, seq)}
          disabled={empty}
          min={events.first}
          max={last}
          value={Math.max(events.first, seq)}
          onInput={(event) => go(event.currentTarget.valueAsNumber)}
          onKeyDown={press}
        />
      </div>
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

/** The moment in words, for those who do not see what it shows. */
function valueText({ events }: TraceModel, seq: number): string {
  if (events.size === 0) return 'No run'
  const event = events.event(seq)
  const place = `Event ${Math.max(0, seq).toLocaleString('en')} of ${(events.end - 1).toLocaleString('en')}`
  return event === undefined ? place : `${place}: ${describeEvent(event)}`
}
