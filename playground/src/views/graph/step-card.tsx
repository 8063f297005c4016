import type { GraphBox, GraphLayout } from '../../geometry/graph-layout.ts'
import { GRAPH } from '../../geometry/graph-measures.ts'
import { failedAttempts, waitedMs } from '../../run/attempts.ts'
import { errorFate, errorOf } from '../../run/error-fate.ts'
import { executionAt } from '../../run/execution.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { fateWords } from '../fate-words.ts'
import { formatMs, previewLine } from '../preview-text.ts'
import { STATUS_WORDS, statusName } from '../status-of.ts'

/** Id of the card, for the step that it describes. */
export const STEP_CARD = 'step-card'

const WIDTH = 340
/** About as high as it gets. */
const HEIGHT = 180
const GAP = 2
/** Characters of a value. */
const LENGTH = 200

interface StepCardProps {
  readonly box: GraphBox
  readonly layout: GraphLayout
  readonly model: TraceModel
  readonly frames: readonly number[]
}

/** The values of a step while the pointer or the focus rests on it: what the State view shows once it is selected. */
export function StepCard({ box, layout, model, frames }: StepCardProps) {
  const { node } = box
  if (node.kind !== 'step') return null
  const place = model.place(node.path)
  const span = place === undefined ? -1 : executionAt(model, place, frames)
  const left = Math.max(0, Math.min(box.x, layout.width - WIDTH))
  const below = box.y + GRAPH.stepHeight + GAP
  // Near the end of the graph it stands above: it must not make the panel scroll.
  const isAbove = below + HEIGHT > layout.height && box.y > HEIGHT
  const edge = isAbove ? { bottom: `${layout.height - box.y + GAP}px` } : { top: `${below}px` }
  return (
    <div class="step-card" role="tooltip" id={STEP_CARD} style={{ left: `${left}px`, width: `${WIDTH}px`, ...edge }}>
      <code>{node.call}</code>
      {span < 0 ? (
        <p class="muted">{place === undefined ? 'Did not run' : 'Did not run in the selected iteration'}</p>
      ) : (
        <Values model={model} span={span} />
      )}
    </div>
  )
}

function Values({ model, span }: { model: TraceModel; span: number }) {
  const { spans, events } = model
  const start = events.event(spans.startSeq[span]!)
  const end = spans.isOpen(span) ? undefined : events.event(spans.endSeq[span]!)
  const error = errorOf(model, span)
  const waited = waitedMs(model, span)
  const attempts = failedAttempts(model, span).length
  const iteration = model.iterationOf(span)
  const status = STATUS_WORDS[statusName(spans.status[span])]
  const took = spans.isOpen(span) ? '' : ` · ${formatMs(spans.end[span]! - spans.start[span]!)}`
  return (
    <>
      <p class="muted">
        {iteration.length === 0 ? '' : `[${iteration.join(', ')}] `}
        {status}
        {error === undefined ? '' : ` · ${fateWords(model, errorFate(model, span))}`}
        {took}
        {waited > 0 ? ` · waited ${formatMs(waited)}` : ''}
        {attempts > 0 ? ` · ${attempts + 1} attempts` : ''}
      </p>
      <dl>
        {start?.type === 'step' && start.phase === 'start' ? (
          <>
            <dt>in</dt>
            <dd>{previewLine(start.input, LENGTH)}</dd>
          </>
        ) : null}
        {end?.type === 'step' && end.phase === 'end' ? (
          <>
            <dt>out</dt>
            <dd>{previewLine(end.output, LENGTH)}</dd>
          </>
        ) : null}
        {error === undefined ? null : (
          <>
            <dt class="failed">error</dt>
            <dd>
              {error.code}: {error.message}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}
