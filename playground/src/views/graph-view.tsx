import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { routeErrors } from '../geometry/error-routes.ts'
import { layoutGraph, OPEN_LEVELS } from '../geometry/graph-layout.ts'
import type { ListNode, StepNode } from '../plan/step-tree.ts'
import { boxLook } from '../run/box-look.ts'
import { caughtErrors } from '../run/error-fate.ts'
import { firstStepIn, framesAround } from '../run/execution.ts'
import { useApp } from './app-context.ts'
import { Box } from './graph/box.tsx'
import { ErrorLines, StepLines } from './graph/lines.tsx'
import { stripHeight } from './graph/run-strip.tsx'
import { StepCard } from './graph/step-card.tsx'
import { moveInTree } from './move-in-tree.ts'

const MARGIN = 24
/** Resting this long on a box asks for its values, in ms. */
const REST_MS = 350

/** The compose as nested slots, filling itself while it runs. A tree for screen readers and keys. */
export function GraphView() {
  const app = useApp()
  const width = useSignal(600)
  const toggled = useSignal<ReadonlyMap<string, boolean>>(new Map())
  const focused = useSignal<string | null>(null)
  const carded = useSignal<string | null>(null)
  const holder = useRef<HTMLDivElement>(null)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      width.value = Math.max(0, element.clientWidth - MARGIN)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])
  useEffect(() => () => clearTimeout(resting.current), [])
  const tree = app.compose.tree.value
  const selected = app.selection.current.value
  const caught = useComputed(() => {
    app.runner.version.value
    return caughtErrors(app.runner.model.value)
  })
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
  const strip = (list: ListNode, space: number) => stripHeight(list, model.place(list.path), space)
  const layout = layoutGraph(tree, { width: width.value, isOpen, strip })
  const current = focused.value ?? selected.path ?? layout.boxes[0]!.node.path
  const tabbable = layout.boxes.some((box) => box.node.path === current) ? current : layout.boxes[0]!.node.path
  const live = app.selection.live.value
  const frames = live ? [] : framesAround(model, selected.span)
  const outlook = { live, seq: selected.seq, frames }
  const carry = layout.boxes.find((box) => box.node.path === carded.value && box.node.kind === 'step')
  const rest = (path: string | null) => {
    clearTimeout(resting.current)
    resting.current = setTimeout(() => {
      carded.value = path
    }, REST_MS)
  }
  const toggle = (path: string, open: boolean) => {
    toggled.value = new Map(toggled.peek()).set(path, open)
  }
  const focus = (path: string) => {
    focused.value = path
  }
  const goTo = (path: string) => {
    focus(path)
    requestAnimationFrame(() =>
      holder.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus(),
    )
  }
  const turn = (path: string, direction: 1 | -1) => {
    const span = neighbourRun(path, direction)
    if (span !== undefined) app.selectSpan(span)
  }
  /** The same step in the run of its list before or after the selected one. */
  const neighbourRun = (path: string, direction: 1 | -1): number | undefined => {
    const node = tree.get(path)
    const list = model.place((node?.kind === 'step' ? node.parent : node)?.path ?? '')
    if (list === undefined) return undefined
    const around = framesAround(model, selected.span).find((frame) => model.placeOf(frame) === list)
    const index = around === undefined ? list.spans.length : list.spans.lowerBound(around, (id) => id)
    const frame =
      index + direction >= 0 && index + direction < list.spans.length ? list.spans.at(index + direction) : -1
    return frame < 0 ? undefined : firstStepIn(model, frame)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') carded.value = null
    const move = moveInTree(layout.boxes, tabbable, event.key)
    if (move === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    rest(null)
    carded.value = null
    if (move.toggle !== undefined) toggle(tabbable, move.toggle)
    if (move.select === true) app.selectStep(tabbable)
    if (move.turn !== undefined) turn(tabbable, move.turn)
    if (move.path === undefined) return
    goTo(move.path)
    rest(move.path)
  }
  return (
    <div class="content" ref={holder} data-grown={grown}>
      <div class="graph" style={{ height: `${layout.height}px` }} onPointerLeave={() => rest(null)}>
        <StepLines layout={layout} />
        <div role="tree" aria-label="Steps of the compose" onKeyDown={press}>
          {layout.boxes.map((box) => (
            <Box
              key={box.node.path}
              box={box}
              model={model}
              look={boxLook(model, box.node.path, outlook)}
              selected={box.node.path === selected.path}
              frames={frames}
              tabbable={box.node.path === tabbable}
              described={box === carry}
              onToggle={toggle}
              onFocus={focus}
              onRest={rest}
            />
          ))}
        </div>
        <ErrorLines
          layout={layout}
          routes={routeErrors(layout, caught.value)}
          isCurrent={({ from, to }) => {
            const error = caught.value.find((one) => one.from === from && one.to === to)
            return live || error?.tries.some((span) => isShown(model.spans.parent[span]!, frames)) === true
          }}
        />
        {carry === undefined ? null : <StepCard box={carry} layout={layout} model={model} frames={frames} />}
      </div>
    </div>
  )
}

/** Whether a frame is one of those around the selection, or the run, which always is. */
function isShown(frame: number, frames: readonly number[]): boolean {
  return frame === 0 || frames.includes(frame)
}
