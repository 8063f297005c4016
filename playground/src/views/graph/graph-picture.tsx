import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { boxesIn, edgesIn } from '../../geometry/graph-window.ts'
import { boxLook } from '../../run/box-look.ts'
import type { CaughtError } from '../../run/error-fate.ts'
import { framesAround } from '../../run/execution.ts'
import { neighbourRun } from '../../run/neighbour-run.ts'
import { useApp } from '../app-context.ts'
import { moveInTree } from '../move-in-tree.ts'
import { Box } from './box.tsx'
import type { GraphState } from './graph-state.ts'
import { ErrorLines, StepLines } from './lines.tsx'
import { StepCard } from './step-card.tsx'

/** Resting this long on a box asks for its values, in ms. */
const REST_MS = 350

/** What of the graph is seen, as a tree for screen readers and keys: of all its items those are there that are drawn. */
export function GraphPicture({ state }: { state: GraphState }) {
  const app = useApp()
  const carded = useSignal<string | null>(null)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const clicked = useRef<string | null>(null)
  useEffect(() => () => clearTimeout(resting.current), [])
  const selected = app.selection.current.value
  useEffect(() => {
    // What is clicked here is in sight, and what a run is at changes too fast to be gone after.
    const isElsewhere = selected.path !== clicked.current
    clicked.current = null
    const isFollowed = app.selection.live.peek() && app.runner.state.peek().kind === 'running'
    if (selected.path !== null && isElsewhere && !isFollowed) state.reveal(selected.path)
  }, [selected.path, app, state])

  app.runner.version.value
  const model = app.runner.model.value
  const layout = state.layout.value
  const indexes = state.indexes.value
  const window = state.window.value
  const wanted = [state.focused.value, selected.path].find((path) => path !== null && indexes.has(path))
  const tabbable = wanted ?? layout.boxes[0]?.node.path ?? ''
  const shown = boxesIn(layout.boxes, window, indexes.get(tabbable) ?? -1)
  const live = app.selection.live.value
  const frames = live ? [] : framesAround(model, selected.span)
  const outlook = { live, seq: selected.seq, frames }
  const carry = shown.find((box) => box.node.path === carded.value && box.node.kind === 'step')
  const rest = (path: string | null) => {
    clearTimeout(resting.current)
    resting.current = setTimeout(() => {
      carded.value = path
    }, REST_MS)
  }
  const select = (path: string) => {
    clicked.current = path
    app.selectStep(path)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') carded.value = null
    const move = moveInTree(layout.boxes, tabbable, event.key)
    if (move === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    rest(null)
    carded.value = null
    if (move.toggle !== undefined) state.toggle(tabbable, move.toggle)
    if (move.select === true) select(tabbable)
    if (move.turn !== undefined) {
      const node = app.compose.tree.peek()?.get(tabbable)
      const span = neighbourRun(model, node, { selected: selected.span, direction: move.turn })
      if (span !== undefined) app.selectSpan(span)
    }
    if (move.path === undefined) return
    state.focus(move.path)
    rest(move.path)
  }
  const isCurrent = (error: CaughtError | undefined) =>
    live || error?.tries.some((span) => isShown(model.spans.parent[span]!, frames)) === true
  const caught = state.caught.value
  return (
    <div
      class="graph"
      style={{ width: `${layout.width}px`, height: `${layout.height}px` }}
      onPointerLeave={() => rest(null)}
    >
      <StepLines edges={edgesIn(layout.edges, window)} layout={layout} />
      <div role="tree" aria-label="Steps of the compose" onKeyDown={press}>
        {shown.map((box) => (
          <Box
            key={box.node.path}
            box={box}
            model={model}
            look={boxLook(model, box.node.path, outlook)}
            selected={box.node.path === selected.path}
            frames={frames}
            tabbable={box.node.path === tabbable}
            described={box === carry}
            onToggle={(path, open) => state.toggle(path, open)}
            onFocus={(path) => {
              state.focused.value = path
            }}
            onSelect={select}
            onRest={rest}
          />
        ))}
      </div>
      <ErrorLines
        layout={layout}
        routes={state.routes.value}
        isCurrent={({ from, to }) => isCurrent(caught.find((one) => one.from === from && one.to === to))}
      />
      {carry === undefined ? null : <StepCard box={carry} layout={layout} model={model} frames={frames} />}
    </div>
  )
}

/** Whether a frame is one of those around the selection, or the run, which always is. */
function isShown(frame: number, frames: readonly number[]): boolean {
  return frame === 0 || frames.includes(frame)
}
