import type { GraphBox } from '../../geometry/graph-layout.ts'
import { executionAt } from '../../run/execution.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { useApp } from '../app-context.ts'
import { placeStatus, type StatusName, statusName } from '../status-of.ts'
import { SlotFace } from './slot-face.tsx'
import { STEP_CARD } from './step-card.tsx'
import { StepFace } from './step-face.tsx'

export interface BoxProps {
  readonly box: GraphBox
  readonly model: TraceModel
  readonly version: number
  /** The reader follows the newest event: boxes show the run as a whole. */
  readonly live: boolean
  /** The moment. */
  readonly seq: number
  readonly selected: boolean
  /** Frames around the selected execution, the innermost first. */
  readonly frames: readonly number[]
  readonly tabbable: boolean
  /** Its values are shown. */
  readonly described: boolean
  readonly onToggle: (open: boolean) => void
  readonly onFocus: () => void
  readonly onRest: () => void
}

/** A step or one of its slots, as an item of the tree. */
export function Box(props: BoxProps) {
  const { box, model, selected, tabbable, onFocus, onRest } = props
  const app = useApp()
  const { node } = box
  const shown = shownExecution(props)
  const operator = box.expanded === undefined ? '' : 'operator'
  const look = node.kind === 'step' ? `step ${operator}` : `slot ${node.steps.length === 0 ? 'empty-slot' : ''}`
  return (
    <div
      class={`box ${look}`}
      role="treeitem"
      tabIndex={tabbable ? 0 : -1}
      aria-level={box.level + 1}
      aria-selected={selected}
      aria-expanded={box.expanded}
      aria-describedby={props.described ? STEP_CARD : undefined}
      data-path={node.path}
      data-status={shown.status}
      data-later={shown.span >= 0 && !props.live && model.spans.startSeq[shown.span]! > props.seq}
      style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}
      onClick={(event) => {
        event.stopPropagation()
        app.selectStep(node.path)
      }}
      onFocus={onFocus}
      onPointerOver={(event) => {
        event.stopPropagation()
        onRest()
      }}
      onKeyDown={undefined}
    >
      {node.kind === 'step' ? <StepFace {...props} {...shown} node={node} /> : <SlotFace {...props} node={node} />}
    </div>
  )
}

/** The execution that a box stands for, and how it stands: of the run as a whole while nothing is selected. */
function shownExecution({ box, model, frames, live }: BoxProps): { status: StatusName; span: number } {
  const place = model.place(box.node.path)
  if (place === undefined) return { status: 'idle', span: -1 }
  const span = executionAt(model, place, frames)
  const inside = !live && frames.some((frame) => box.node.path.startsWith(`${model.placeOf(frame).path}/`))
  if (!inside) return { status: placeStatus(place), span }
  return { status: span < 0 ? 'idle' : statusName(model.spans.status[span]), span }
}
