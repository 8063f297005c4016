import { useApp } from '../app-context.ts'
import { countMatches, matcherOf, nextMatch } from './search-steps.ts'
import type { Scene } from './timeline-scene.ts'
import type { TimelineState } from './timeline-state.ts'

/** Search, and what the shades mean. */
export function TimelineTools({ state, scene }: { state: TimelineState; scene: Scene }) {
  const app = useApp()
  const matches = matcherOf(state.query.value)
  const search = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || matches === null) return
    event.preventDefault()
    const { seq, span } = app.selection.current.peek()
    const from = span < 0 ? seq : scene.model.spans.startSeq[span]!
    const found = nextMatch(scene.model, matches, { seq: from, direction: event.shiftKey ? -1 : 1 })
    if (found !== undefined) app.selectSpan(found)
  }
  return (
    <div class="tools">
      <label>
        <span class="hidden-text">Search steps</span>
        <input
          type="search"
          placeholder="Search steps"
          value={state.query.value}
          onInput={(event) => {
            state.query.value = event.currentTarget.value
          }}
          onKeyDown={search}
        />
      </label>
      {matches === null ? null : (
        <span class="muted">{countMatches(scene.model, matches).toLocaleString('en')} found</span>
      )}
      <span class="spring" />
      <ul class="legend" aria-label="Shades">
        <li data-kind="computing">computing</li>
        <li data-kind="script">script</li>
        <li data-kind="waiting">waiting</li>
        {scene.model.retries.length > 0 ? <li data-kind="retry">attempt failed</li> : null}
      </ul>
      <button type="button" class="outlined" title="Switch between time and events" onClick={() => state.switchAxis()}>
        {scene.axis === 'time' ? 'By time' : 'By events'}
      </button>
      <button
        type="button"
        class="outlined"
        disabled={state.range.value === null}
        onClick={() => {
          state.range.value = null
        }}
      >
        Whole run
      </button>
    </div>
  )
}
