import { GRAPH } from '../../geometry/graph-measures.ts'
import { iterationStrip } from '../../geometry/iteration-strip.ts'
import { shortCall } from '../../plan/describe-step.ts'
import type { ListNode } from '../../plan/step-tree.ts'
import { firstStepIn } from '../../run/execution.ts'
import type { Place } from '../../trace/place.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { useApp } from '../app-context.ts'
import { Icon } from '../icons.tsx'
import { formatMs } from '../preview-text.ts'
import { STATUS_WORDS, statusName } from '../status-of.ts'

/** Cells of a strip; more runs share them. */
const MAX_CELLS = 60
/** Pixels of the narrowest cell, and of one that has room for its number. */
const CELL = 5
const NUMBERED_CELL = 25

/** The height that a slot needs for its runs; 0 for less than two. */
export function stripHeight(list: ListNode, place: Place | undefined, width: number): number {
  if (place === undefined || place.started < 2) return 0
  return showsTasks(list, place, width) ? GRAPH.tasks : GRAPH.strip
}

/** Whether the runs of a slot are tasks of one `parallel`, few enough to stand side by side. */
export function showsTasks(list: ListNode, place: Place, width: number): boolean {
  const isParallel = list.owner?.call.startsWith('lcod://flow/parallel@') === true
  return isParallel && place.parent?.started === 1 && place.started * GRAPH.minTaskWidth <= width - 2 * GRAPH.padding
}

interface StripProps {
  readonly place: Place
  readonly model: TraceModel
  readonly frames: readonly number[]
  readonly width: number
}

/** The runs of a slot, side by side; keys reach them by `,` and `.` on the slot. */
export function RunStrip({ place, model, frames, width }: StripProps) {
  const app = useApp()
  const cells = iterationStrip(place, model.spans, Math.min(MAX_CELLS, Math.floor(width / CELL)))
  const numbered = cells.every((cell) => cell.count === 1) && cells.length * NUMBERED_CELL <= width
  return (
    <div class={`strip ${numbered ? 'numbered' : ''}`} aria-hidden="true">
      {cells.map((cell, index) => {
        const iteration = model.iterationOf(cell.span)
        const status = statusName(cell.status)
        const next = cells[index + 1]?.span
        const before = cells[index - 1]?.span
        const isFirst = before !== undefined && model.spans.parent[before] !== model.spans.parent[cell.span]
        return (
          <button
            type="button"
            tabIndex={-1}
            key={cell.span}
            data-status={status}
            data-iteration={iteration.join()}
            data-first={isFirst}
            data-current={frames.some((frame) => isInCell(frame, model, place, [cell.span, next]))}
            title={`${cell.count === 1 ? 'Run' : `${cell.count} runs from`} [${iteration.join(', ')}]: ${STATUS_WORDS[status]}`}
            onClick={(event) => {
              event.stopPropagation()
              app.selectSpan(firstStepIn(model, cell.span))
            }}
          >
            {numbered ? iteration.at(-1) : null}
          </button>
        )
      })}
    </div>
  )
}

/** Whether a frame is one of the runs of a cell: those of its place from one span up to the next cell's. */
function isInCell(frame: number, model: TraceModel, place: Place, [from, to]: readonly [number, number | undefined]) {
  return model.placeOf(frame) === place && frame >= from && (to === undefined || frame < to)
}

/** The tasks of a `parallel`, side by side: how each stands, and what it is at. */
export function TaskCards({ place, model, frames }: StripProps) {
  const app = useApp()
  const { spans } = model
  return (
    <div class="tasks" aria-hidden="true">
      {Array.from({ length: place.spans.length }, (_, index) => place.spans.at(index)).map((frame) => {
        const status = statusName(spans.status[frame])
        return (
          <button
            type="button"
            tabIndex={-1}
            key={frame}
            data-status={status}
            data-iteration={model.iterationOf(frame).join()}
            data-current={frames.includes(frame)}
            title={`Task ${model.iterationOf(frame).at(-1)}: ${STATUS_WORDS[status]}`}
            onClick={(event) => {
              event.stopPropagation()
              app.selectSpan(firstStepIn(model, frame))
            }}
          >
            <span>
              <span class={status}>
                <Icon name={status} />
              </span>{' '}
              {model.iterationOf(frame).at(-1)}
            </span>
            <span class="muted">
              {spans.isOpen(frame)
                ? runningStep(model, place, frame)
                : formatMs(spans.end[frame]! - spans.start[frame]!)}
            </span>
          </button>
        )
      })}
    </div>
  )
}

function runningStep(model: TraceModel, place: Place, frame: number): string {
  const lane = place.lanes[model.spans.lane[frame]!]
  const last = lane === undefined || lane.length === 0 ? -1 : lane.at(lane.length - 1)
  return last >= 0 ? shortCall(model.placeOf(last).call) : ''
}
