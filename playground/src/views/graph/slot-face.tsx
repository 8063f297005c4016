import { iterationStrip } from '../../geometry/iteration-strip.ts'
import type { ListNode } from '../../plan/step-tree.ts'
import { firstStepIn } from '../../run/execution.ts'
import type { Place } from '../../trace/place.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { useApp } from '../app-context.ts'
import { placeStatus, STATUS_WORDS, statusName } from '../status-of.ts'
import type { BoxProps } from './box.tsx'

/** Cells of a strip; more runs share them. */
const MAX_CELLS = 60
/** Pixels of the narrowest cell, and of one that has room for its number. */
const CELL = 5
const NUMBERED_CELL = 25

/** What a slot's box says: its name, how often it ran, and its runs side by side. */
export function SlotFace({ node, box, model, frames }: BoxProps & { node: ListNode }) {
  const place = model.place(node.path)
  return (
    <>
      <div class="slot-head">
        <span>{node.label}</span>
        <span class="hidden-text">
          {node.steps.length === 0 ? 'empty slot' : `slot, ${STATUS_WORDS[placeStatus(place)]}`}
        </span>
        {place === undefined ? null : (
          <span class="figures">
            ×{place.started.toLocaleString('en')}
            {place.failed > 0 ? <span class="failed"> {place.failed} failed</span> : null}
          </span>
        )}
      </div>
      {place === undefined || place.started < 2 ? null : (
        <Strip place={place} model={model} frames={frames} width={box.width - 16} />
      )}
    </>
  )
}

interface StripProps {
  readonly place: Place
  readonly model: TraceModel
  readonly frames: readonly number[]
  readonly width: number
}

/** The runs of a slot, side by side; keys reach them by `,` and `.` on the slot. */
function Strip({ place, model, frames, width }: StripProps) {
  const app = useApp()
  const cells = iterationStrip(place, model.spans, Math.min(MAX_CELLS, Math.floor(width / CELL)))
  const numbered = cells.every((cell) => cell.count === 1) && cells.length * NUMBERED_CELL <= width
  return (
    <div class={`strip ${numbered ? 'numbered' : ''}`} aria-hidden="true">
      {cells.map((cell, index) => {
        const iteration = model.iterationOf(cell.span)
        const status = statusName(cell.status)
        const next = cells[index + 1]?.span
        return (
          <button
            type="button"
            tabIndex={-1}
            key={cell.span}
            data-status={status}
            data-iteration={iteration.join()}
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
