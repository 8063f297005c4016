import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type GraphBox, layoutGraph, OPEN_LEVELS } from '../geometry/graph-layout.ts'
import { iterationStrip } from '../geometry/iteration-strip.ts'
import { shortCall } from '../plan/describe-step.ts'
import type { ListNode, StepNode } from '../plan/step-tree.ts'
import type { Place } from '../trace/place.ts'
import { SPAN_KIND } from '../trace/span-table.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { useApp } from './app-context.ts'
import { Icon } from './icons.tsx'
import { moveInTree } from './move-in-tree.ts'
import { formatMs, previewLine } from './preview-text.ts'
import { placeStatus, STATUS_WORDS, statusName } from './status-of.ts'

const MARGIN = 24
const MAX_CELLS = 60

/** The compose as nested slots, filling itself while it runs. A tree for screen readers and keys. */
export function GraphView() {
  const app = useApp()
  const width = useSignal(600)
  const toggled = useSignal<ReadonlyMap<string, boolean>>(new Map())
  const focused = useSignal<string | null>(null)
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      width.value = Math.max(0, element.clientWidth - MARGIN)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])
  const tree = app.compose.tree.value
  const selected = app.selection.current.value
  // Both are read so that the picture follows the run.
  const model = app.runner.version.value >= 0 ? app.runner.model.value : app.runner.model.value
  const grown = app.discovered.value
  useEffect(() => {
    const element = holder.current?.querySelector('[aria-selected="true"]')
    if (!app.selection.live.peek()) element?.scrollIntoView({ block: 'nearest' })
  }, [selected.path, app])
  if (tree === null || tree.root.steps.length === 0) {
    return (
      <div class="content" ref={holder}>
        <p class="empty">
          {tree === null ? 'Open a compose to see its steps here' : 'A compose without steps. Add one on the left'}
        </p>
      </div>
    )
  }
  const isOpen = (step: StepNode, level: number) =>
    toggled.value.get(step.path) ?? (level / 2 < OPEN_LEVELS && !step.lists.some((list) => list.path.endsWith('!')))
  const hasStrip = (list: ListNode) => (model.place(list.path)?.started ?? 0) > 1
  const layout = layoutGraph(tree, { width: width.value, isOpen, hasStrip })
  const current = focused.value ?? selected.path ?? layout.boxes[0]!.node.path
  const tabbable = layout.boxes.some((box) => box.node.path === current) ? current : layout.boxes[0]!.node.path
  const frames = framesAround(model, selected.span)
  const press = (event: KeyboardEvent) => {
    const target = moveInTree(layout.boxes, tabbable, event.key)
    if (target === null) return
    event.preventDefault()
    if (target.toggle !== undefined) toggled.value = new Map(toggled.value).set(tabbable, target.toggle)
    if (target.select === true) select(app, tabbable)
    if (target.path === undefined) return
    focused.value = target.path
    const path = target.path
    requestAnimationFrame(() =>
      holder.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus(),
    )
  }
  return (
    <div class="content" ref={holder} data-grown={grown}>
      <div
        class="graph"
        role="tree"
        aria-label="Steps of the compose"
        style={{ height: `${layout.height}px` }}
        onKeyDown={press}
      >
        <svg class="edges" width={layout.width} height={layout.height} aria-hidden="true">
          {layout.edges.map((edge) => (
            <line key={edge.to} x1={edge.x} x2={edge.x} y1={edge.top} y2={edge.bottom} stroke-width="1.5" />
          ))}
        </svg>
        {layout.boxes.map((box) => (
          <Box
            key={box.node.path}
            box={box}
            model={model}
            version={model.version}
            selected={box.node.path === selected.path}
            frames={frames}
            tabbable={box.node.path === tabbable}
            onToggle={(open) => {
              toggled.value = new Map(toggled.value).set(box.node.path, open)
            }}
            onFocus={() => {
              focused.value = box.node.path
            }}
          />
        ))}
      </div>
    </div>
  )
}

interface BoxProps {
  readonly box: GraphBox
  readonly model: TraceModel
  readonly version: number
  readonly selected: boolean
  /** Frames around the selected execution, the innermost first. */
  readonly frames: readonly number[]
  readonly tabbable: boolean
  readonly onToggle: (open: boolean) => void
  readonly onFocus: () => void
}

function Box(props: BoxProps) {
  const { box, selected, tabbable, onFocus } = props
  const app = useApp()
  const { node } = box
  const status = placeStatus(props.model.place(node.path))
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
      data-path={node.path}
      data-status={status}
      style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}
      onClick={(event) => {
        event.stopPropagation()
        select(app, node.path)
      }}
      onFocus={onFocus}
      onKeyDown={undefined}
    >
      {node.kind === 'step' ? <StepFace {...props} node={node} /> : <SlotFace {...props} node={node} />}
    </div>
  )
}

function StepFace({ node, box, model, onToggle }: BoxProps & { node: StepNode }) {
  const place = model.place(node.path)
  const status = placeStatus(place)
  const output =
    place === undefined || place.spans.length === 0
      ? undefined
      : lastOutput(model, place.spans.at(place.spans.length - 1))
  const count = place === undefined || place.started < 2 ? '' : `×${place.started.toLocaleString('en')} `
  return (
    <div title={output}>
      <div class="head">
        {box.expanded === undefined ? null : (
          <button
            type="button"
            tabIndex={-1}
            class="toggle muted"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation()
              onToggle(box.expanded !== true)
            }}
          >
            <Icon name={box.expanded ? 'open' : 'closed'} />
          </button>
        )}
        <span class={`status-icon ${status}`}>
          <Icon name={status} />
        </span>
        <span class="name">{shortCall(node.call)}</span>
        <span class="hidden-text">{STATUS_WORDS[status]}</span>
        <span class="figures">
          {place === undefined
            ? ''
            : `${count}${place.done + place.failed + place.left > 0 ? formatMs(place.total) : ''}`}
        </span>
      </div>
      <div class="sub">{box.hidden > 0 ? `${node.summary} · ${box.hidden} steps inside` : node.summary}</div>
    </div>
  )
}

function SlotFace({ node, box, model, frames }: BoxProps & { node: ListNode }) {
  const app = useApp()
  const place = model.place(node.path)
  const cells =
    place !== undefined && place.started > 1
      ? iterationStrip(place, model.spans, Math.min(MAX_CELLS, Math.floor((box.width - 16) / 5)))
      : []
  return (
    <div>
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
      {cells.length === 0 ? null : (
        <div class="strip" aria-hidden="true">
          {cells.map((cell, index) => (
            <button
              type="button"
              tabIndex={-1}
              key={cell.span}
              data-status={statusName(cell.status)}
              data-current={frames.some((frame) => isInCell(frame, model, place!, [cell.span, cells[index + 1]?.span]))}
              title={`${cell.count === 1 ? 'Run' : `${cell.count} runs from`} [${model.iterationOf(cell.span).join(', ')}]: ${STATUS_WORDS[statusName(cell.status)]}`}
              onClick={(event) => {
                event.stopPropagation()
                app.selection.selectSpan(firstStepIn(model, cell.span))
              }}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function framesAround(model: TraceModel, span: number): number[] {
  const frames: number[] = []
  for (let id = span; id > 0; id = model.spans.parent[id]!) {
    if (model.spans.kind[id] === SPAN_KIND.frame) frames.push(id)
  }
  return frames
}

/** Whether a frame is one of the runs of a cell: those of its place from one span up to the next cell's. */
function isInCell(frame: number, model: TraceModel, place: Place, [from, to]: readonly [number, number | undefined]) {
  return model.placeOf(frame) === place && frame >= from && (to === undefined || frame < to)
}

/** The first step of a slot run; the run itself when it has none. Spans are in the order of their starts. */
function firstStepIn(model: TraceModel, frame: number): number {
  const { spans } = model
  for (let id = frame + 1; id < spans.size && spans.startSeq[id]! <= spans.endSeq[frame]!; id++) {
    if (spans.parent[id] === frame) return id
  }
  return frame
}

function select(app: ReturnType<typeof useApp>, path: string): void {
  app.selectStep(path)
}

function lastOutput(model: TraceModel, span: number): string | undefined {
  if (model.spans.isOpen(span)) return undefined
  const event = model.events.event(model.spans.endSeq[span]!)
  if (event?.type !== 'step') return undefined
  if (event.phase === 'end') return `gave ${previewLine(event.output)}`
  return event.phase === 'error' ? `${event.error.code}: ${event.error.message}` : undefined
}
