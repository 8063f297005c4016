import { formatMs } from '../preview-text.ts'
import type { Scene } from './timeline-scene.ts'
import type { TimelineState } from './timeline-state.ts'

/** What was measured, over the drawing: the tools above it must not move while something is dragged. */
export function Measured({ state, scene }: { state: TimelineState; scene: Scene }) {
  const text = describeMeasure(scene, state)
  return (
    <p class={`measured ${text === '' ? '' : 'shown'}`} role="status">
      {text}
    </p>
  )
}

function describeMeasure({ axis, model }: Scene, { measure }: TimelineState): string {
  if (measure.value === null) return ''
  const from = Math.min(measure.value.from, measure.value.to)
  const to = Math.max(measure.value.from, measure.value.to)
  const { spans } = model
  const startOf = (id: number) => (axis === 'time' ? spans.start[id]! : spans.startSeq[id]!)
  const begun = model.places
    .flatMap((place) => place.lanes)
    .reduce((sum, lane) => sum + lane.lowerBound(to, startOf) - lane.lowerBound(from, startOf), 0)
  const length = axis === 'time' ? formatMs(to - from) : `${Math.round(to - from).toLocaleString('en')} events`
  return `${length} measured, ${begun.toLocaleString('en')} ${begun === 1 ? 'step begins' : 'steps begin'} in it`
}
