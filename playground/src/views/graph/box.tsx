import { Component } from 'preact'
import type { GraphBox } from '../../geometry/graph-layout.ts'
import type { BoxLook } from '../../run/box-look.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { placeStatus, type StatusName, statusName } from '../status-of.ts'
import { SlotFace } from './slot-face.tsx'
import { STEP_CARD } from './step-card.tsx'
import { StepFace } from './step-face.tsx'

export interface BoxProps {
  readonly box: GraphBox
  readonly model: TraceModel
  readonly look: BoxLook
  readonly selected: boolean
  /** Frames around the selected execution, the innermost first. */
  readonly frames: readonly number[]
  readonly tabbable: boolean
  /** Its values are shown. */
  readonly described: boolean
  readonly onToggle: (path: string, open: boolean) => void
  readonly onFocus: (path: string) => void
  readonly onSelect: (path: string) => void
  readonly onRest: (path: string | null) => void
}

/** A step or one of its slots, as an item of the tree; drawn again only when it looks different. */
export class Box extends Component<BoxProps> {
  override shouldComponentUpdate(next: BoxProps): boolean {
    const { box, look, model, selected, tabbable, described } = this.props
    const isSame =
      look.signature === next.look.signature &&
      model === next.model &&
      selected === next.selected &&
      tabbable === next.tabbable &&
      described === next.described
    return !isSame || !isSameBox(box, next.box)
  }

  override render(props: BoxProps) {
    return <Face {...props} />
  }
}

function isSameBox(one: GraphBox, other: GraphBox): boolean {
  const { node, x, y, width, height, level, position, siblings, hidden, expanded } = one
  const isPlaced = x === other.x && y === other.y && width === other.width && height === other.height
  const isRanked = level === other.level && position === other.position && siblings === other.siblings
  const isAlike = hidden === other.hidden && expanded === other.expanded
  return node === other.node && isPlaced && isRanked && isAlike
}

function Face(props: BoxProps) {
  const { box, model, look, selected, tabbable, onFocus, onSelect, onRest } = props
  const { node } = box
  const status = statusOf(model, box, look)
  const operator = box.expanded === undefined ? '' : 'operator'
  const kind = node.kind === 'step' ? `step ${operator}` : `slot ${node.steps.length === 0 ? 'empty-slot' : ''}`
  return (
    <div
      class={`box ${kind}`}
      role="treeitem"
      tabIndex={tabbable ? 0 : -1}
      aria-level={box.level + 1}
      aria-posinset={box.position}
      aria-setsize={box.siblings}
      aria-selected={selected}
      aria-expanded={box.expanded}
      aria-describedby={props.described ? STEP_CARD : undefined}
      data-path={node.path}
      data-status={status}
      data-later={look.later}
      style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}
      onClick={(event) => {
        event.stopPropagation()
        onSelect(node.path)
      }}
      onFocus={() => onFocus(node.path)}
      onPointerOver={(event) => {
        event.stopPropagation()
        // Values belong to steps; on a slot nothing is asked for.
        onRest(node.kind === 'step' ? node.path : null)
      }}
      onKeyDown={undefined}
    >
      {node.kind === 'step' ? (
        <StepFace {...props} node={node} status={status} span={look.span} />
      ) : (
        <SlotFace {...props} node={node} />
      )}
    </div>
  )
}

/** How the execution that is shown stands; the place as a whole, when it is not in the selected iteration. */
function statusOf(model: TraceModel, { node }: GraphBox, look: BoxLook): StatusName {
  if (!look.single) return placeStatus(model.place(node.path))
  return look.span < 0 ? 'idle' : statusName(model.spans.status[look.span])
}
